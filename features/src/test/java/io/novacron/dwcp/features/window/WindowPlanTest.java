package io.novacron.dwcp.features.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.schema.ColumnSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowPlanTest {

  private static final Metric RATE = new Metric("rate", "Mbit/s");

  private static WindowPlan plan(List<MetricFamily> families) {
    return new WindowPlan("x_", List.of("id"), WindowPlan.Times.TELEMETRY, 60, families);
  }

  @Test
  void namesColumnsByMetricAggregateAndWindow() {
    var family =
        new MetricFamily(
            List.of(RATE),
            List.of(
                Span.ofSeconds(90),
                Span.ofMinutes(5).lagged(7200),
                Span.ofRows(11, 600),
                Span.ofMinutes(60)),
            List.of(Aggregate.MEAN, Aggregate.RATIO));

    assertThat(plan(List.of(family)).columns().stream().map(ColumnSpec::name))
        .containsExactly(
            "x_rate_mean_90s",
            "x_rate_ratio_90s",
            "x_rate_mean_5m_lag2h",
            "x_rate_ratio_5m_lag2h",
            "x_rate_mean_11rows",
            "x_rate_ratio_11rows",
            "x_rate_mean_1h");
  }

  @Test
  void derivesUnitsFromTheMetric() {
    var family =
        new MetricFamily(
            List.of(RATE), List.of(Span.ofMinutes(1)), List.of(Aggregate.SLOPE, Aggregate.AGE));

    assertThat(plan(List.of(family)).columns().stream().map(ColumnSpec::unit))
        .containsExactly("Mbit/s/s", "s");
  }

  @Test
  void refusesWhatMakesNoWindow() {
    var family =
        new MetricFamily(List.of(RATE), List.of(Span.ofMinutes(1)), List.of(Aggregate.MEAN));

    assertThatThrownBy(() -> Span.ofSeconds(0)).hasMessageContaining("length 0 s");
    assertThatThrownBy(() -> Span.ofRows(0, 60)).hasMessageContaining("0 rows");
    assertThatThrownBy(() -> new MetricFamily(List.of(), List.of(), List.of()))
        .hasMessageContaining("no metric");
    assertThatThrownBy(() -> plan(List.of())).hasMessageContaining("no family");
    assertThatThrownBy(() -> plan(List.of(family, family)))
        .hasMessageContaining("two families make one column: x_rate_mean_1m");
    assertThatThrownBy(
            () -> new WindowPlan("", List.of("id"), WindowPlan.Times.TELEMETRY, 0, List.of(family)))
        .hasMessageContaining("segment-seconds: 0");
  }
}
