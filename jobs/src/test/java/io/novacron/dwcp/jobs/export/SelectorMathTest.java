package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.novacron.dwcp.common.error.DataError;
import org.junit.jupiter.api.Test;

/** Columns: entropy, trial_lz4, size, bandwidth, rtt, idle, streams, has_baseline, trial_delta. */
class SelectorMathTest {

  private static final SelectorMath MATH = new SelectorMath(Selectors.spec());
  private static final FloatMatrix NO_SURPRISE = FloatMatrix.zeros(1, 5);

  @Test
  void costsFollowTheFormula() {
    var row = row(4, 0.5f, 1e6f, 5, 20, 0.5f, 8, 1, 0.1f);

    var relative = MATH.relativeCosts(row, NO_SURPRISE);

    // speedup 4; lz4: (0.01 + 1e6·(2e-6 + 3e-7·0.5))/4 + 1e6·0.5·8/5000 + 20 = 820.54 ms, and so on
    var delta = (0.2 + 1e6 * 1e-6) / 4 + 1e6 * 0.1 * 8 / 5000 + 20;
    assertThat((double) relative.at(0, 0)).isCloseTo(1620 / delta, withinPercentage(1e-4));
    assertThat((double) relative.at(0, 1)).isCloseTo(820.54 / delta, withinPercentage(1e-3));
    assertThat((double) relative.at(0, 2)).isCloseTo(820.005 / delta, withinPercentage(1e-4));
    assertThat((double) relative.at(0, 3))
        .isCloseTo(((1 + 300) / 4.0 + 820) / delta, withinPercentage(1e-4));
    assertThat(relative.at(0, 4)).isEqualTo(1f);
    assertThat((double) relative.at(0, 5))
        .isCloseTo(((1 + 200) / 4.0 + 180) / delta, withinPercentage(1e-4));
  }

  @Test
  void predictionsScaleTheTrialsRatio() {
    var row = row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, 1);
    var halved = FloatMatrix.zeros(1, 5);
    halved.set(0, 0, BoxCox.transform(0.5));

    var relative = MATH.relativeCosts(row, halved);

    var lz4 = 0.01 + 2.075 + 1e6 * 0.25 * 8 / 5000;
    assertThat(relative.at(0, 1)).isEqualTo(1f);
    assertThat((double) relative.at(0, 0)).isCloseTo(1600 / lz4, withinPercentage(0.02));
  }

  @Test
  void candidatesThatAreNotOpenAreTooDear() {
    var fastWithoutBaseline = row(4, 0.5f, 1e6f, 10, 20, 0.5f, 8, 0, 0.1f);

    var relative = MATH.relativeCosts(fastWithoutBaseline, NO_SURPRISE);

    assertThat(relative.slice(0, 1).values()).endsWith(64f, 64f, 64f);
    assertThat(MATH.open(fastWithoutBaseline).values()).containsExactly(1, 1, 1, 0, 0, 0);
  }

  @Test
  void slowMeansStrictlyBelowTheBound() {
    var slow = row(4, 0.5f, 1e6f, Math.nextDown(10f), 20, 0.5f, 8, 1, 0.1f);

    assertThat(MATH.open(slow).values()).containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void missingQuantitiesTakeTheSpecsValueAndMissingTrialsCountAsOne() {
    var nan = Float.NaN;
    var missing = MATH.relativeCosts(row(4, nan, nan, nan, nan, nan, nan, nan, nan), NO_SURPRISE);

    assertThat(missing)
        .isEqualTo(MATH.relativeCosts(row(4, 1, 4096, 100, 20, 0.5f, 1, 0, 1), NO_SURPRISE));
  }

  @Test
  void aTransferThatCostsNothingHasNoNaN() {
    var free = MATH.relativeCosts(row(4, 1, 0, 100, 0, 0.5f, 1, 0, 1), NO_SURPRISE);

    assertThat(free.values()).containsExactly(1, 64, 64, 64, 64, 64);
  }

  @Test
  void targetsAreRelativeToTheTrial() {
    var rows = row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, Float.NaN);

    assertThat(MATH.targets(rows, 1, new float[] {0.25f})[0])
        .isCloseTo(BoxCox.transform(0.5), within(1e-6f));
    assertThat(MATH.targets(rows, 3, new float[] {0.25f})[0])
        .isCloseTo(BoxCox.transform(0.25), within(1e-6f));
  }

  @Test
  void refusesPredictionsOfAnotherShape() {
    var row = row(4, 0.5f, 1e6f, 5, 0, 0, 1, 0, 1);

    assertThatThrownBy(() -> MATH.relativeCosts(row, FloatMatrix.zeros(1, 4)))
        .hasMessageContaining("FloatMatrix[1 x 4] for 5 packed candidates");
    assertThatThrownBy(() -> MATH.relativeCosts(row, FloatMatrix.zeros(2, 5)))
        .hasMessageContaining("FloatMatrix[2 x 5]");
  }

  @Test
  void refusesInfinitiesByName() {
    var row = row(4, 0.5f, 1e6f, Float.POSITIVE_INFINITY, 0, 0, 1, 0, 1);

    assertThatThrownBy(() -> MATH.relativeCosts(row, NO_SURPRISE))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("column bandwidth_mbps");
  }

  private static FloatMatrix row(float... values) {
    return FloatMatrix.of(values, Selectors.FEATURES.size());
  }
}
