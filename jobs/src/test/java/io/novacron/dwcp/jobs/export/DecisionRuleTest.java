package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecisionRuleTest {

  private static final FloatMatrix OPEN =
      FloatMatrix.of(new float[] {4, 0.5f, 1e6f, 5, 20, 0.5f, 8, 1, 0.1f, 0.5f}, 10);
  private static final FloatMatrix CLOSED =
      FloatMatrix.of(new float[] {4, 0.5f, 1e6f, 50, 20, 0.5f, 8, 0, 0.1f, 0.5f}, 10);
  private static final FloatMatrix COSTS = FloatMatrix.of(new float[] {2, 1.5f, 3, 64, 1, 1}, 6);

  @Test
  void aSureBoosterDecides() {
    assertThat(rule(0.6f).decide(OPEN, margins(0, 0, 5, 0, 0, 0), COSTS).choices())
        .containsExactly(2);
  }

  @Test
  void belowTheThresholdTheFirstCheapestIsChosen() {
    assertThat(rule(0.6f).decide(OPEN, margins(0, 0, 0.1f, 0, 0, 0), COSTS).choices())
        .containsExactly(4);
  }

  @Test
  void withoutCostsTheFallbackIsTheNamedLabel() {
    assertThat(rule(0.6f).decide(OPEN, margins(0, 0.1f, 0, 0, 0, 0)).choices()).containsExactly(2);
  }

  @Test
  void equalMarginsGoToTheFirst() {
    assertThat(rule(0).decide(OPEN, margins(0, 1, 1, 0, 0, 1)).choices()).containsExactly(1);
  }

  @Test
  void candidatesThatAreNotOpenHaveNoChance() {
    var decisions = rule(0).decide(CLOSED, margins(0, 1, 0, 9, 9, 9));

    assertThat(decisions.choices()).containsExactly(1);
    assertThat(decisions.probabilities().values()).endsWith(0f, 0f, 0f);
  }

  @Test
  void theTemperatureDividesTheMargins() {
    var probabilities = rule(0).decide(OPEN, margins(1.3f, 0, 0, 0, 0, 0)).probabilities();

    assertThat(probabilities.at(0, 0)).isCloseTo((float) (Math.E / (Math.E + 5)), within(1e-6f));
  }

  @Test
  void theCheapestIsTakenWhereNoSizeIsLeftToPredict() {
    var whole = FloatMatrix.of(new float[] {4, 0.5f, 1e6f, 5, 20, 0.5f, 8, 1, 0.1f, 1}, 10);
    var lz4First = FloatMatrix.of(new float[] {1.05f, 1, 1.1f, 64, 2, 2}, 6);
    var zstdClose = FloatMatrix.of(new float[] {1.05f, 1, 1.09f, 64, 2, 2}, 6);
    var sureOfNone = margins(9, 0, 0, 0, 0, 0);

    assertThat(rule(0.6f).decide(whole, sureOfNone, lz4First).choices()).containsExactly(1);
    assertThat(rule(0.6f).decide(whole, sureOfNone, zstdClose).choices()).containsExactly(0);
    assertThat(rule(0.6f).decide(OPEN, sureOfNone, lz4First).choices()).containsExactly(0);
  }

  private static DecisionRule rule(float threshold) {
    return new DecisionRule(
        Selectors.spec(new SelectorSettings(1.3f, threshold, 8, 10, 1.1f, "zstd")));
  }

  private static FloatMatrix margins(float... values) {
    return FloatMatrix.of(values, 6);
  }
}
