package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportOracleTest {

  @Test
  void comparesEvenWithOddByTheCostOfAMegabyte() {
    var agreement =
        ReportOracle.agreements(
                List.of(
                    cell("all", 0, 2),
                    cell("even", 0, 1.9),
                    cell("odd", 0, 2.1),
                    cell("all", 1, 4),
                    cell("even", 1, 4),
                    cell("odd", 1, 4)))
            .get(0);

    assertThat(agreement.difference()).hasSize(2);
    assertThat(agreement.difference().get(0)).isZero();
    assertThat(agreement.difference().get(1)).isCloseTo(0.1, within(1e-9));
    assertThat(agreement.calls()).isEqualTo(200);
  }

  @Test
  void leavesOutCellsOfWhichOneHalfIsMissing() {
    var agreement =
        ReportOracle.agreements(List.of(cell("all", 0, 2), cell("even", 0, 1.9))).get(0);

    assertThat(agreement.difference()).isEmpty();
  }

  @Test
  void saysThatThereIsNoCalibration() {
    var block = ReportOracle.section(List.of()).blocks().get(0);

    assertThat(block.sentences()).containsExactly("No calibration was written in this run.");
  }

  private static Calibration cell(String half, long band, double msPerMb) {
    return new Calibration("v", half, "compress:lz4", band, 0, 0, msPerMb, 0.01, 0.05, 100);
  }
}
