package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SelectorBenchmarkTest {

  private static Metric metric(String scorer, String name, double low, double high) {
    return new Metric(
        "role",
        scorer,
        "test",
        "all",
        name,
        OptionalDouble.of((low + high) / 2),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        300,
        "bootstrap");
  }

  private static List<BenchmarkRow> rows(Metric... metrics) {
    var night = ReportNights.full();
    var model = night.models().get(0);
    var measured =
        new ReportInput.Model(
            model.name(),
            model.judgement(),
            List.of(metrics),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return SelectorBenchmark.rows(
        new ReportInput(
            night.run(),
            new ArrayList<>(List.of(measured)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  @Test
  void meetsTheFloorOnlyWithItsWholeInterval() {
    var rows =
        rows(
            metric("candidate", "accuracy", 0.8, 0.9),
            metric("floor:best-single", "accuracy", 0.7, 0.84),
            metric("candidate", "tie_aware_accuracy", 0.7, 0.9),
            metric("floor:best-single", "tie_aware_accuracy", 0.7, 0.84),
            metric("candidate", "mean_regret", 0.01, 0.02),
            metric("floor:best-single", "mean_regret", 0.02, 0.04));

    assertThat(rows)
        .extracting(BenchmarkRow::metric)
        .containsExactly("tie_aware_accuracy", "accuracy", "mean_regret", "gap_closed");
    assertThat(rows)
        .extracting(BenchmarkRow::verdict)
        .containsExactly(Verdict.MISSED, Verdict.MET, Verdict.MET, Verdict.ABSENT);
    assertThat(rows).allSatisfy(row -> assertThat(row.published()).isEmpty());
    assertThat(rows.get(1).floor())
        .hasValueCloseTo(0.77, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void saysAbsentWhereNothingWasMeasured() {
    assertThat(rows())
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.ABSENT))
        .allSatisfy(row -> assertThat(row.n()).isZero());
  }
}
