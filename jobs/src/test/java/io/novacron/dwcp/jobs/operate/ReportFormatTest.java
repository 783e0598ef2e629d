package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatTest {

  @ParameterizedTest(name = "{0} of {1} reads {2}")
  @CsvSource({
    "accuracy, 0.98412, 98.41 %",
    "mean_regret_with_probe, 0.0061, 0.61 %",
    "mean_cost_ms, 31.2749, 31.27 ms",
    "false_alarms_per_week, 0.5, 0.5 a week",
    "rmse_mbps, 2.2604, 2.26 Mbit/s",
    "pearson_r, 0.98764, 0.9876",
    "mean_gain_ms, -0.00001, -1.00e-05 ms"
  })
  void printsValuesWithTheirUnits(String metric, double value, String expected) {
    assertThat(ReportFormat.value(metric, value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} reads {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0.000123456 | 0.0001235",
        "12.3456 | 12.35",
        "1234567.8 | 1,234,568",
        "2e13 | 2.00e+13",
        "NaN | \u2013"
      })
  void printsNumbersWithFourDigits(double value, String expected) {
    assertThat(ReportFormat.number(value)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} s reads {1}")
  @CsvSource({"0.32, 320 ms", "4.21, 4.2 s", "185, 3 min 05 s", "7620, 2 h 07 min"})
  void printsDurationsForPeople(double seconds, String expected) {
    assertThat(ReportFormat.duration(seconds)).isEqualTo(expected);
  }

  @Test
  void printsDifferencesWithTheirSign() {
    assertThat(ReportFormat.difference("accuracy", OptionalDouble.of(0.0039)))
        .isEqualTo("+0.39 points");
    assertThat(ReportFormat.difference("mean_cost_ms", OptionalDouble.of(-0.15)))
        .isEqualTo("-0.15 ms");
    assertThat(ReportFormat.difference("accuracy", OptionalDouble.empty()))
        .isEqualTo(ReportFormat.NONE);
  }

  @Test
  void printsNoMinusBeforeZero() {
    assertThat(ReportFormat.percent(-0.00001)).isEqualTo("0.0 %");
  }

  @Test
  void printsIntervalsOnlyWithBothEnds() {
    assertThat(ReportFormat.interval("mean_cost_ms", OptionalDouble.of(1.5), OptionalDouble.of(2)))
        .isEqualTo("1.5 to 2 ms");
    assertThat(ReportFormat.interval("x", OptionalDouble.of(1), OptionalDouble.empty()))
        .isEqualTo(ReportFormat.NONE);
  }
}
