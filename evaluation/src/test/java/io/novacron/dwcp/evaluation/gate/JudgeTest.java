package io.novacron.dwcp.evaluation.gate;

import static io.novacron.dwcp.evaluation.gate.Gates.against;
import static io.novacron.dwcp.evaluation.gate.Gates.difference;
import static io.novacron.dwcp.evaluation.gate.Gates.measured;
import static io.novacron.dwcp.evaluation.gate.Gates.undefined;
import static io.novacron.dwcp.evaluation.gate.Gates.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private static final Optional<String> FIRST_NIGHT = Optional.empty();
  private static final GateConfig ACCURACY =
      new GateConfig(List.of(value("accuracy", Direction.AT_LEAST, 0.98, ReadAt.CI_LOW)));

  private static Verdict judge(GateConfig gates, MeasuredValue... values) {
    return Judge.judge(new Numbers(List.of(values), List.of()), FIRST_NIGHT, gates, Gates.NO_LEAKS);
  }

  @Test
  void blessesWhenEveryBlockingGatePasses() {
    var verdict = judge(ACCURACY, measured("candidate", "accuracy", 0.99, 500));

    assertThat(verdict).isInstanceOf(Verdict.Blessed.class);
    assertThat(verdict.mayPublish()).isTrue();
    assertThat(verdict.text())
        .isEqualTo(
            """
            verdict BLESSED
            champion none
            reason all 2 blocking gates passed
            block accuracy-gate: accuracy on test/all at-least 0.98 (ci-low); observed 0.98, n 500: accuracy on test/all is 0.98, at-least 0.98
            block no-leak: leak_findings on train/all at-most 0 (value); observed 0, n 11: none of 11 leak checks found anything
            """);
  }

  @Test
  void readsTheEndOfTheIntervalThatTheGateNames() {
    var verdict = judge(ACCURACY, measured("candidate", "accuracy", 0.985, 500));

    assertThat(verdict.mayPublish()).isFalse();
    assertThat(verdict.word()).isEqualTo("NOT_BLESSED");
    assertThat(verdict.reasons())
        .containsExactly("accuracy-gate: accuracy on test/all is 0.975, not at-least 0.98");
  }

  @Test
  void doesNotPassAMissingNumber() {
    var verdict = judge(ACCURACY, measured("candidate", "rmse", 0.99, 500));

    assertThat(verdict.reasons())
        .containsExactly("accuracy-gate: missing: no accuracy of candidate on test/all");
  }

  @Test
  void doesNotPassAnUndefinedNumberAndSaysWhy() {
    var verdict = judge(ACCURACY, undefined("accuracy"));

    assertThat(verdict.results().get(0).observed()).isEmpty();
    assertThat(verdict.reasons())
        .containsExactly("accuracy-gate: no value of accuracy: undefined: one class only");
  }

  @Test
  void doesNotPassNaN() {
    var verdict = judge(ACCURACY, measured("candidate", "accuracy", Double.NaN, 500));

    assertThat(verdict.mayPublish()).isFalse();
  }

  @Test
  void doesNotPassTooFewRows() {
    var verdict = judge(ACCURACY, measured("candidate", "accuracy", 1, 9));

    assertThat(verdict.reasons())
        .containsExactly(
            "accuracy-gate: insufficient: n = 9 of accuracy on test/all is below min-n = 10");
  }

  @Test
  void doesNotPassAMissingIntervalEnd() {
    var noInterval =
        new MeasuredValue(
            "accuracy",
            "test",
            "all",
            "candidate",
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            500,
            "one group");

    assertThat(judge(ACCURACY, noInterval).reasons())
        .containsExactly("accuracy-gate: no ci-low of accuracy: one group");
  }

  @Test
  void doesNotReadTheNumbersOfAnotherScorer() {
    var verdict =
        judge(
            ACCURACY,
            measured("candidate", "accuracy", 0.5, 500),
            measured("ceiling:perfect", "accuracy", 1, 500));

    assertThat(verdict.mayPublish()).isFalse();
  }

  @Test
  void reportsAWarningWithoutRefusing() {
    var warning =
        new Gate(
            "w",
            "rmse",
            "test",
            "all",
            Comparison.VALUE,
            Gate.NONE,
            Direction.AT_MOST,
            1,
            ReadAt.CI_HIGH,
            10,
            Severity.WARN);
    var gates = new GateConfig(List.of(ACCURACY.gates().get(0), warning));

    var verdict =
        judge(
            gates,
            measured("candidate", "accuracy", 1, 500),
            measured("candidate", "rmse", 5, 500));

    assertThat(verdict.mayPublish()).isTrue();
    assertThat(verdict.results().get(1).passed()).isFalse();
    assertThat(verdict.results().get(1).reason())
        .isEqualTo("rmse on test/all is 5.01, not at-most 1");
  }

  @ParameterizedTest(name = "difference {0} with low end {1}: published {2}")
  @CsvSource({"0.10, 0.05, true", "0.10, 0.00, false", "0.10, -0.01, false"})
  void beatsAFloorOnlyWhenTheIntervalExcludesZero(double value, double low, boolean published) {
    var gates =
        new GateConfig(
            List.of(against(Comparison.DIFFERENCE, "floor:majority", Direction.ABOVE, 0)));
    var numbers =
        new Numbers(
            List.of(measured("candidate", "accuracy", 0.9, 500)),
            List.of(difference("floor:majority", value, low)));

    assertThat(Judge.judge(numbers, FIRST_NIGHT, gates, Gates.NO_LEAKS).mayPublish())
        .isEqualTo(published);
  }

  @Test
  void doesNotPassAMissingDifference() {
    var gates =
        new GateConfig(
            List.of(against(Comparison.DIFFERENCE, "floor:majority", Direction.ABOVE, 0)));

    assertThat(judge(gates, measured("candidate", "accuracy", 0.9, 500)).reasons())
        .containsExactly(
            "against-floor:majority: missing: no accuracy of candidate against floor:majority on"
                + " test/all");
  }

  @ParameterizedTest(name = "{0} over {1}: published {2}")
  @CsvSource({"0.95, 1.0, true", "0.94, 1.0, false", "0.90, 0.0, false", "0.90, NaN, false"})
  void comparesToACeilingAsARatio(double own, double ceiling, boolean published) {
    var gates =
        new GateConfig(
            List.of(against(Comparison.RATIO, "ceiling:bytes", Direction.AT_LEAST, 0.95)));

    var verdict =
        judge(
            gates,
            measured("candidate", "accuracy", own, 500),
            measured("ceiling:bytes", "accuracy", ceiling, 400));

    assertThat(verdict.mayPublish()).isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({"0.979, true", "0.98, false", "0.99, false"})
  void refusesATaskThatAFloorFulfils(double floor, boolean published) {
    var gates =
        new GateConfig(
            List.of(
                new Gate(
                    "asks-for-more",
                    "accuracy",
                    "test",
                    "all",
                    Comparison.REFERENCE,
                    "floor:a",
                    Direction.BELOW,
                    0.98,
                    ReadAt.VALUE,
                    10,
                    Severity.BLOCK)));

    var verdict =
        judge(
            gates,
            measured("candidate", "accuracy", 0.9, 500),
            measured("floor:a", "accuracy", floor, 500));

    assertThat(verdict.mayPublish()).isEqualTo(published);
    assertThat(judge(gates, measured("candidate", "accuracy", 0.9, 500)).reasons())
        .containsExactly("asks-for-more: missing: no accuracy of floor:a on test/all");
  }

  @Test
  void doesNotPassARatioWithoutItsCeiling() {
    var gates =
        new GateConfig(
            List.of(against(Comparison.RATIO, "ceiling:bytes", Direction.AT_LEAST, 0.95)));

    assertThat(judge(gates, measured("candidate", "accuracy", 1, 500)).reasons())
        .containsExactly(
            "against-ceiling:bytes: missing: no accuracy of ceiling:bytes on test/all");
    assertThat(
            judge(
                    gates,
                    measured("candidate", "rmse", 1, 500),
                    measured("ceiling:bytes", "accuracy", 1, 500))
                .reasons())
        .containsExactly("against-ceiling:bytes: missing: no accuracy of candidate on test/all");
  }

  @Test
  void appliesRegressionGatesOnlyWhenThereIsAChampion() {
    var gates =
        new GateConfig(
            List.of(
                ACCURACY.gates().get(0),
                against(Comparison.DIFFERENCE, "champion", Direction.AT_LEAST, -0.005)));
    var numbers = new Numbers(List.of(measured("candidate", "accuracy", 0.995, 500)), List.of());

    var first = Judge.judge(numbers, FIRST_NIGHT, gates, Gates.NO_LEAKS);
    var second = Judge.judge(numbers, Optional.of("7"), gates, Gates.NO_LEAKS);

    assertThat(first.mayPublish()).isTrue();
    assertThat(first.results().get(1).reason()).startsWith("not applied");
    assertThat(second.mayPublish()).isFalse();
    assertThat(second.champion()).isEqualTo("7");
  }

  @Test
  void hasNothingToSayWithoutACandidate() {
    var verdict = judge(ACCURACY, measured("floor:majority", "accuracy", 0.5, 500));

    assertThat(verdict.word()).isEqualTo("NOT_EVALUATED");
    assertThat(verdict.mayPublish()).isFalse();
    assertThat(verdict.results()).isEmpty();
    assertThat(verdict.reasons()).containsExactly("the candidate has no numbers");
  }

  @Test
  void digestsTheSameNumbersAlikeAndOthersNot() {
    var one = judge(ACCURACY, measured("candidate", "accuracy", 0.995, 500));
    var same = judge(ACCURACY, measured("candidate", "accuracy", 0.995 + 1e-13, 500));
    var other = judge(ACCURACY, measured("candidate", "accuracy", 0.996, 500));

    assertThat(one.digest()).isEqualTo(same.digest()).hasSize(64).isNotEqualTo(other.digest());
  }

  @Test
  void refusesTwoNumbersOfOneKey() {
    var number = measured("candidate", "accuracy", 0.9, 500);

    assertThatThrownBy(() -> new Numbers(List.of(number, number), List.of()))
        .hasMessageContaining("2 numbers for one key");
  }
}
