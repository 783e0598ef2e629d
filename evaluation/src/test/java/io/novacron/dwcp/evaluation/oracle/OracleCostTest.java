package io.novacron.dwcp.evaluation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleCostTest {

  /** One cell each: 1, 2, 4 and 8 ms a MB, no fixed cost, 30 % and 40 % deviation. */
  private static final SpeedTable SPEEDS =
      new SpeedTable(
          List.of(),
          List.of(),
          new TreeMap<>(
              Map.of(
                  "delta", cell(1),
                  "compress:zstd", cell(2),
                  "decompress:zstd", cell(4),
                  "undelta", cell(8))));

  private static final PayloadSizes SIZES =
      new PayloadSizes(
          2_000_000,
          OptionalLong.of(500_000),
          Map.of(Candidate.NONE, 2_000_000L, Candidate.DELTA_ZSTD, 250_000L));

  private static List<CalibrationCell> cell(double msPerMb) {
    return List.of(new CalibrationCell(0, msPerMb, 0.3, 0.4, 10));
  }

  @Test
  void addsEveryTermOfTheFormula() {
    var conditions = new TransferConditions(0.25, 16, 30, 100);

    var terms = OracleCost.terms(Candidate.DELTA_ZSTD, SIZES, conditions, SPEEDS, 8);

    // Delta terms go by the payload's 2 MB, codec terms by the delta's 0.5 MB.
    assertThat(terms.delta().ms()).isEqualTo(2);
    assertThat(terms.compress().ms()).isEqualTo(1);
    assertThat(terms.decompress().ms()).isEqualTo(2);
    assertThat(terms.undelta().ms()).isEqualTo(16);
    assertThat(terms.speedup()).isEqualTo(2);
    assertThat(terms.sendMs()).isEqualTo(20);
    assertThat(terms.computeMs()).isEqualTo(10.5);
    assertThat(terms.costMs()).isEqualTo(10.5 + 20 + 30);
    assertThat(terms.costWithoutRttMs()).isEqualTo(30.5);
    assertThat(terms.sigmaMs()).isCloseTo(0.5 * Math.sqrt(4 + 1 + 4 + 256) / 2, within(1e-12));
  }

  @Test
  void computesNothingForTheBytesAsTheyAre() {
    var conditions = new TransferConditions(1, 1, 0, 1000);

    var terms = OracleCost.terms(Candidate.NONE, SIZES, conditions, SPEEDS, 8);

    assertThat(terms.computeMs()).isZero();
    assertThat(terms.sigmaMs()).isZero();
    assertThat(terms.costMs()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({"16, 0.25, 2", "3, 0.9, 3", "4, 0, 1", "0, 1, 1", "100, 1, 8"})
  void speedsUpByStreamsThatFindAnIdleCore(double streams, double idle, double expected) {
    assertThat(OracleCost.speedup(streams, idle, 8)).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoCandidateOfThePayload() {
    var conditions = new TransferConditions(1, 1, 0, 1000);

    assertThatThrownBy(() -> OracleCost.terms(Candidate.LZ4, SIZES, conditions, SPEEDS, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LZ4");
  }

  @Test
  void refusesAnOperationThatWasNotCalibrated() {
    assertThatThrownBy(() -> SPEEDS.time("compress:lz4", 10, 5))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("not calibrated: compress:lz4");
  }

  @Test
  void refusesABandwidthThatCarriesNothing() {
    assertThatThrownBy(() -> new TransferConditions(1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
