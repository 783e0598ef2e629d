package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.novacron.dwcp.common.error.DataError;
import org.junit.jupiter.api.Test;

/**
 * Columns: entropy, trial_lz4, size, bandwidth, rtt, idle, streams, has_baseline, trial_delta,
 * trial_share.
 */
class SelectorMathTest {

  private static final SelectorMath MATH = new SelectorMath(Selectors.spec());

  /** Sizes as the trials say, and 1e-6 ms a byte of work. */
  private static final FloatMatrix NO_SURPRISE = FloatMatrix.zeros(1, 10);

  @Test
  void costsFollowTheFormula() {
    var row = row(4, 0.5f, 1e6f, 5, 20, 0.5f, 8, 1, 0.1f, 0.5f);
    var predictions = FloatMatrix.zeros(1, 10);
    predictions.set(0, 7, BoxCox.transform(300));

    var relative = MATH.relativeCosts(row, predictions);

    // speedup 4; lz4: 1e6 · 1e-6 / 4 + 1e6 · 0.5 · 8 / 5000 = 800.25 ms, and so on
    var delta = 1 / 4.0 + 1e6 * 0.1 * 8 / 5000;
    assertThat((double) relative.at(0, 0)).isCloseTo(1600 / delta, withinPercentage(1e-3));
    assertThat((double) relative.at(0, 1)).isCloseTo(800.25 / delta, withinPercentage(1e-3));
    assertThat((double) relative.at(0, 3))
        .isCloseTo((300 / 4.0 + 800) / delta, withinPercentage(0.02));
    assertThat(relative.at(0, 4)).isEqualTo(1f);
  }

  @Test
  void theRoundTripIsNoneOfTheirDifferences() {
    var near = row(4, 0.5f, 1e6f, 5, 1, 0.5f, 8, 1, 0.1f, 0.5f);
    var far = row(4, 0.5f, 1e6f, 5, 400, 0.5f, 8, 1, 0.1f, 0.5f);

    assertThat(MATH.relativeCosts(far, NO_SURPRISE))
        .isEqualTo(MATH.relativeCosts(near, NO_SURPRISE));
  }

  @Test
  void predictionsScaleTheTrialsRatio() {
    var relative = MATH.relativeCosts(row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, 1, 0.5f), halvedLz4());

    var lz4 = 1 + 1e6 * 0.25 * 8 / 5000;
    assertThat(relative.at(0, 1)).isEqualTo(1f);
    assertThat((double) relative.at(0, 0)).isCloseTo(1600 / lz4, withinPercentage(0.02));
  }

  @Test
  void aTrialOfTheWholePayloadIsNotPredictedOver() {
    var relative = MATH.relativeCosts(row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, 1, 1), halvedLz4());

    var lz4 = 1 + 1e6 * 0.5 * 8 / 5000;
    assertThat((double) relative.at(0, 0)).isCloseTo(1600 / lz4, withinPercentage(0.02));
  }

  @Test
  void candidatesThatAreNotOpenAreTooDear() {
    var fastWithoutBaseline = row(4, 0.5f, 1e6f, 10, 20, 0.5f, 8, 0, 0.1f, 0.5f);

    var relative = MATH.relativeCosts(fastWithoutBaseline, NO_SURPRISE);

    assertThat(relative.slice(0, 1).values()).endsWith(64f, 64f, 64f);
    assertThat(MATH.open(fastWithoutBaseline).values()).containsExactly(1, 1, 1, 0, 0, 0);
  }

  @Test
  void slowMeansStrictlyBelowTheBound() {
    var slow = row(4, 0.5f, 1e6f, Math.nextDown(10f), 20, 0.5f, 8, 1, 0.1f, 0.5f);

    assertThat(MATH.open(slow).values()).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void missingQuantitiesTakeTheSpecsValueAndMissingTrialsCountAsOne() {
    var nan = Float.NaN;
    var missing =
        MATH.relativeCosts(row(4, nan, nan, nan, nan, nan, nan, nan, nan, nan), NO_SURPRISE);

    assertThat(missing)
        .isEqualTo(MATH.relativeCosts(row(4, 1, 4096, 100, 20, 0.5f, 1, 0, 1, 0), NO_SURPRISE));
  }

  @Test
  void aTransferThatCostsNothingHasNoNaN() {
    var free = MATH.relativeCosts(row(4, 1, 0, 100, 0, 0.5f, 1, 0, 1, 0), NO_SURPRISE);

    assertThat(free.values()).containsExactly(1, 1, 1, 64, 64, 64);
  }

  @Test
  void sizesAreRelativeToTheTrialAndWorkToNanosecondsAByte() {
    assertThat(SelectorMath.sizeTarget(0.25, 0.5f)).isCloseTo(BoxCox.transform(0.5), within(1e-6f));
    assertThat(SelectorMath.sizeTarget(0.25, Float.NaN))
        .isCloseTo(BoxCox.transform(0.25), within(1e-6f));
    assertThat(SelectorMath.workTarget(3, 1e6)).isCloseTo(BoxCox.transform(3), within(1e-5f));
    assertThat(SelectorMath.workTarget(0, 1e6)).isFinite();
  }

  @Test
  void refusesPredictionsOfAnotherShape() {
    var row = row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, 1, 0);

    assertThatThrownBy(() -> MATH.relativeCosts(row, FloatMatrix.zeros(1, 4)))
        .hasMessageContaining("FloatMatrix[1 x 4] of 10 regressors");
    assertThatThrownBy(() -> MATH.relativeCosts(row, FloatMatrix.zeros(2, 10)))
        .hasMessageContaining("FloatMatrix[2 x 10]");
  }

  @Test
  void refusesInfinitiesByName() {
    var row = row(4, 0.5f, 1e6f, Float.POSITIVE_INFINITY, 0, 0, 1, 0, 1, 0);

    assertThatThrownBy(() -> MATH.relativeCosts(row, NO_SURPRISE))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("column bandwidth_mbps");
  }

  private static FloatMatrix halvedLz4() {
    var halved = FloatMatrix.zeros(1, 10);
    halved.set(0, 0, BoxCox.transform(0.5));
    return halved;
  }

  private static FloatMatrix row(float... values) {
    return FloatMatrix.of(values, Selectors.FEATURES.size());
  }
}
