package io.novacron.dwcp.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QualityConfigTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 10);

  private static QualityConfig config(double refused, double ratio, int days, int bins) {
    return new QualityConfig(refused, ratio, Severity.WARNING, 0.5, days, Map.of(), bins, Map.of());
  }

  @Test
  void refusesBoundsThatMeanNothing() {
    assertThatThrownBy(() -> config(1.5, 2, 7, 10)).hasMessageContaining("max-refused-share: 1.5");
    assertThatThrownBy(() -> config(Double.NaN, 2, 7, 10)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> config(0.1, 1, 7, 10)).hasMessageContaining("max-row-ratio: 1.0");
    assertThatThrownBy(() -> config(0.1, 2, 0, 10)).hasMessageContaining("reference-days: 0");
    assertThatThrownBy(() -> config(0.1, 2, 7, 1)).hasMessageContaining("drift-bins: 1");
  }

  @Test
  void takesTheMedianOfTheDatesBeforeThatHaveRows() {
    var clean = new TreeMap<>(Map.of(DAY, 5L, DAY.plusDays(1), 9L));
    var earlier =
        new TreeMap<>(Map.of(DAY.minusDays(9), 900L, DAY.minusDays(2), 0L, DAY.minusDays(1), 20L));
    var counts = new RowCounts(clean, new TreeMap<>(Map.of(DAY, 15L)), earlier);

    assertThat(counts.medianBefore(DAY, 7)).hasValue(20);
    assertThat(counts.medianBefore(DAY.plusDays(1), 7)).hasValue(12.5);
    assertThat(counts.medianBefore(DAY.minusDays(9), 7)).isEmpty();
    assertThat(counts.refusedShare(DAY)).isEqualTo(0.75);
    assertThat(counts.refusedShare(DAY.plusDays(5))).isZero();
  }

  @Test
  void neverPassesWhatWasNotMeasured() {
    assertThatThrownBy(
            () ->
                new QualityResult(DAY, "t", "c", OptionalDouble.empty(), true, Severity.ERROR, "m"))
        .hasMessageContaining("passed without a value");
  }
}
