package io.novacron.dwcp.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GateRowTest {

  private static final Gate GATE = Gates.value("accuracy", Direction.AT_LEAST, 0.98, ReadAt.CI_LOW);

  private static GateRow row(OptionalDouble observed) {
    return new GateRow(
        "r1",
        LocalDate.of(2026, 1, 31),
        "compression",
        "abc",
        new GateResult(GATE, observed, 500, true, "fine"));
  }

  @Test
  void hasTheCellsOfTheTableInItsOrder() {
    assertThat(row(OptionalDouble.of(0.99)).cells())
        .containsExactly(
            "r1",
            Date.valueOf("2026-01-31"),
            "compression",
            "abc",
            "accuracy-gate",
            "accuracy",
            "test",
            "all",
            "at-least",
            "ci-low",
            "block",
            0.98,
            0.99,
            500L,
            true,
            "fine")
        .hasSameSizeAs(EvaluationTables.GATE_RESULTS.columns());
  }

  @Test
  void leavesAnUndefinedNumberNull() {
    assertThat(row(OptionalDouble.empty()).cells()).element(12).isNull();
  }
}
