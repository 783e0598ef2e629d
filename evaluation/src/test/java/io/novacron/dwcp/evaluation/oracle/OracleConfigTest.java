package io.novacron.dwcp.evaluation.oracle;

import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.BANDS;
import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleConfigTest {

  @Test
  void reportsEveryFaultTogether() {
    assertThatThrownBy(() -> new OracleConfig(0, -1, 0, Double.NaN, 1, BANDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oracle.cores: 0; give at least 1")
        .hasMessageContaining("oracle.zstd-max-below-mbps: -1.0")
        .hasMessageContaining("oracle.min-bandwidth-mbps: 0.0")
        .hasMessageContaining("oracle.tie-z: NaN")
        .hasMessageContaining("oracle.tie-share: 1.0");
  }

  @Test
  void reportsEveryFaultOfTheCalibrationTogether() {
    assertThatThrownBy(
            () -> new CalibrationConfig(1, 2, -1, 0, List.of(0.5, 0.5), List.of(-1L), 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oracle.calibration.payloads: 1")
        .hasMessageContaining("zstd-max-payloads: 2")
        .hasMessageContaining("warm-up-passes: -1")
        .hasMessageContaining("repeats: 0")
        .hasMessageContaining("ratio-bands: [0.5, 0.5]; give growing positive bounds")
        .hasMessageContaining("size-bands: [-1]")
        .hasMessageContaining("min-samples: 0")
        .hasMessageContaining("agreement-mbps: []");
  }

  @ParameterizedTest
  @CsvSource({
    "zstd-max, 9.9, true",
    "zstd-max, 10, false",
    "delta+zstd-max, 10, false",
    "zstd-max, NaN, false",
    "zstd, 10000, true",
    "delta+zstd, NaN, true"
  })
  void offersZstdMaxOnSlowLinksOnly(String candidate, double estimateMbps, boolean offered) {
    assertThat(CONFIG.offers(Candidate.of(candidate), estimateMbps)).isEqualTo(offered);
  }

  @Test
  void tiesWithinTheDeviationsOfBothChoices() {
    assertThat(CONFIG.tieTolerance(0.3, 0.4, 1000)).isCloseTo(1.645 * 0.5, within(1e-12));
  }

  @Test
  void capsATieAtItsShareOfTheBestCost() {
    assertThat(CONFIG.tieTolerance(300, 400, 1000)).isCloseTo(20, within(1e-12));
  }
}
