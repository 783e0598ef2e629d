package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.Parity.ParityReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityTest {

  @ParameterizedTest(name = "{0} rows, difference {1}, {2} flips: {3}")
  @CsvSource({
    "10000, 0, 0, true",
    "10000, 1e-5, 0, true",
    "10000, 1.1e-5, 0, false",
    "10000, 0, 1, false",
    "10000, NaN, 0, false",
    "0, 0, 0, false"
  })
  void onlyEqualModelsPass(int rows, double difference, int flips, boolean passes) {
    assertThat(new ParityReport(rows, difference, flips).passes()).isEqualTo(passes);
  }

  @Test
  void aReportThatFailsIsRefusedWithItsFigures() {
    assertThatThrownBy(() -> new ParityReport(9, 0.25, 3).requirePassed())
        .isInstanceOf(DataError.class)
        .hasMessageContaining("rows=9, maxAbsDifference=0.25, flippedDecisions=3");
  }

  @Test
  void aValueMissingOnOneSideIsAnInfiniteDifference() {
    var nan = FloatMatrix.of(new float[] {1, Float.NaN}, 2);

    assertThat(Parity.maxDifference(nan, nan)).isZero();
    assertThat(Parity.maxDifference(nan, FloatMatrix.of(new float[] {1, 2}, 2))).isInfinite();
    assertThat(Parity.maxDifference(FloatMatrix.of(new float[] {1, 2}, 2), nan)).isInfinite();
    assertThat(
            Parity.maxDifference(
                FloatMatrix.of(new float[] {1, 2}, 2), FloatMatrix.of(new float[] {4, 1}, 2)))
        .isEqualTo(3);
  }
}
