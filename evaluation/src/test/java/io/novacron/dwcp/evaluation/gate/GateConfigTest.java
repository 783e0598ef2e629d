package io.novacron.dwcp.evaluation.gate;

import static io.novacron.dwcp.evaluation.gate.Gates.against;
import static io.novacron.dwcp.evaluation.gate.Gates.entry;
import static io.novacron.dwcp.evaluation.gate.Gates.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateConfigTest {

  @Test
  void readsAGate() {
    var gates = GateConfig.of(List.of(entry("g", "accuracy", "at-least", 0.98)));

    assertThat(gates.gates()).hasSize(1);
    assertThat(gates.gates().get(0).condition())
        .isEqualTo("accuracy on test/all at-least 0.98 (value)");
  }

  @Test
  void putsAGateOnEachDatasetSoThatTheWorstDecides() {
    var entry =
        new GateEntry(
            "seeds",
            "accuracy",
            List.of("test_seed_1", "test_seed_2"),
            "all",
            "ratio",
            "ceiling:bytes",
            "at-least",
            0.95,
            "value",
            10L,
            "block");

    assertThat(GateConfig.of(List.of(entry)).gates())
        .extracting(Gate::condition)
        .containsExactly(
            "accuracy over ceiling:bytes on test_seed_1/all at-least 0.95 (value)",
            "accuracy over ceiling:bytes on test_seed_2/all at-least 0.95 (value)");
  }

  @Test
  void refusesNoGates() {
    assertThatThrownBy(() -> GateConfig.of(List.of())).hasMessageStartingWith("gates: none;");
  }

  @Test
  void refusesGatesOfWhichNoneBlocks() {
    var warning =
        new GateEntry(
            "g",
            "accuracy",
            List.of("test"),
            "all",
            "value",
            "none",
            "at-least",
            0.9,
            "value",
            1L,
            "warn");

    assertThatThrownBy(() -> GateConfig.of(List.of(warning)))
        .hasMessageContaining("none of severity block");
  }

  @Test
  void reportsEveryFaultOfAFileTogether() {
    var faulty =
        new GateEntry(
            "g",
            "accuracy",
            List.of(),
            "all",
            "values",
            "none",
            "up",
            null,
            "middle",
            null,
            "fatal");

    assertThatThrownBy(() -> GateConfig.of(List.of(faulty)))
        .hasMessageContaining("gates.g.datasets: none")
        .hasMessageContaining("gates.g.compare: unknown word: values; use one of [value,")
        .hasMessageContaining("gates.g.direction: unknown word: up")
        .hasMessageContaining("gates.g.bound: unset")
        .hasMessageContaining("gates.g.on: unknown word: middle")
        .hasMessageContaining("gates.g.min-n: unset")
        .hasMessageContaining("gates.g.severity: unknown word: fatal");
  }

  @Test
  void refusesABoundThatIsNoNumber() {
    var gate = value("accuracy", Direction.AT_LEAST, Double.NaN, ReadAt.VALUE);

    assertThatThrownBy(() -> new GateConfig(List.of(gate)))
        .hasMessageContaining("gates.accuracy-gate.bound: not a finite number: NaN");
  }

  @Test
  void refusesToReadTheFlatteringEnd() {
    var up = value("accuracy", Direction.AT_LEAST, 0.9, ReadAt.CI_HIGH);
    var down = value("rmse", Direction.BELOW, 1, ReadAt.CI_LOW);

    assertThatThrownBy(() -> new GateConfig(List.of(up, down)))
        .hasMessageContaining("ci-high flatters at-least")
        .hasMessageContaining("ci-low flatters below");
  }

  @Test
  void refusesTheSameGateTwice() {
    var gate = value("accuracy", Direction.AT_LEAST, 0.9, ReadAt.VALUE);

    assertThatThrownBy(() -> new GateConfig(List.of(gate, gate)))
        .hasMessageContaining("there twice on test");
  }

  @Test
  void refusesComparisonsThatCannotBeMade() {
    var alone = against(Comparison.DIFFERENCE, "none", Direction.ABOVE, 0);
    var needless = against(Comparison.VALUE, "champion", Direction.ABOVE, 0);
    var interval =
        new Gate(
            "r",
            "accuracy",
            "test",
            "all",
            Comparison.RATIO,
            "ceiling:a",
            Direction.ABOVE,
            0,
            ReadAt.CI_LOW,
            0,
            Severity.BLOCK);
    var sliced =
        new Gate(
            "s",
            "accuracy",
            "test",
            "link=wan",
            Comparison.DIFFERENCE,
            "champion",
            Direction.ABOVE,
            0,
            ReadAt.CI_LOW,
            1,
            Severity.BLOCK);

    assertThatThrownBy(() -> new GateConfig(List.of(alone, needless, interval, sliced)))
        .hasMessageContaining("against-none.against: none does not go with compare = difference")
        .hasMessageContaining("against-champion.against: champion does not go with compare = value")
        .hasMessageContaining("gates.r.on: a ratio has no interval")
        .hasMessageContaining("gates.r.min-n: below 1: 0")
        .hasMessageContaining("gates.s.slice: differences are measured on all rows");
  }
}
