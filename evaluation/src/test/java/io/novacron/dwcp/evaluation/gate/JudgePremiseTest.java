package io.novacron.dwcp.evaluation.gate;

import static io.novacron.dwcp.evaluation.gate.Gates.measured;
import static io.novacron.dwcp.evaluation.gate.Gates.undefined;
import static io.novacron.dwcp.evaluation.gate.Gates.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.evaluation.leak.LeakFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the judge asks for before any number counts: premises and the checks for leaks. */
class JudgePremiseTest {

  private static final Gate ACCURACY = value("accuracy", Direction.AT_LEAST, 0.98, ReadAt.CI_LOW);

  private static Verdict judge(GateConfig gates, MeasuredValue... values) {
    return Judge.judge(
        new Numbers(List.of(values), List.of()), Optional.empty(), gates, Gates.NO_LEAKS);
  }

  @Test
  void evaluatesNothingWhereThereIsNothingToJudgeBy() {
    var premise =
        new Gate(
            "holds-events",
            "event_recall",
            "test",
            "all",
            Comparison.VALUE,
            Gate.NONE,
            Direction.AT_LEAST,
            0,
            ReadAt.VALUE,
            1,
            Severity.PREMISE);
    var gates = new GateConfig(List.of(premise, ACCURACY));
    var good = measured("candidate", "accuracy", 0.999, 500);
    var bad = measured("candidate", "accuracy", 0.5, 500);

    var without = judge(gates, good, undefined("event_recall"));

    assertThat(without.word()).isEqualTo("NOT_EVALUATED");
    assertThat(without.mayPublish()).isFalse();
    assertThat(without.reasons())
        .containsExactly(
            "holds-events: nothing to judge by on test/all: no value of event_recall: undefined:"
                + " one class only");
    assertThat(without.results()).hasSize(3);
    assertThat(judge(gates, bad, undefined("event_recall")).word()).isEqualTo("NOT_EVALUATED");
    assertThat(judge(gates, good, measured("candidate", "event_recall", 0.02, 1)).word())
        .isEqualTo("BLESSED");
    assertThat(judge(gates, bad, measured("candidate", "event_recall", 1, 1)).word())
        .isEqualTo("NOT_BLESSED");
  }

  @Test
  void refusesEachLeakByNameHoweverGoodTheNumbersAre() {
    var numbers = new Numbers(List.of(measured("candidate", "accuracy", 1, 500)), List.of());
    var gates = new GateConfig(List.of(ACCURACY));
    var leaks = new ArrayList<>(Gates.NO_LEAKS);
    leaks.removeIf(finding -> finding.check().equals("unit-swap"));
    leaks.add(new LeakFinding("threshold-origin", false, "limit was chosen on test"));

    var verdict = Judge.judge(numbers, Optional.empty(), gates, leaks);

    assertThat(verdict.mayPublish()).isFalse();
    assertThat(verdict.reasons())
        .containsExactly(
            "unit-swap: missing: the check was not made",
            "threshold-origin: limit was chosen on test");
    assertThat(Judge.judge(numbers, Optional.empty(), gates, List.of()).reasons()).hasSize(11);
  }
}
