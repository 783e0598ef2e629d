package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSimulatorTest {

  private static final ConsensusConfig SMALL =
      Laboratory.with(
          Map.of(
              "simulate.telemetry.seconds", "400",
              "simulate.telemetry.clusters", "4",
              "simulate.seconds", "30"));

  @Test
  void aClusterIsAFunctionOfSeedIndexAndDay() {
    var once = new ClusterSimulator(SMALL, 1).run(0, 0);
    var again = new ClusterSimulator(SMALL, 1).run(0, 0);

    assertThat(once).isEqualTo(again);
    assertThat(new ClusterSimulator(SMALL, 2).run(0, 0)).isNotEqualTo(once);
    var nextDay = new ClusterSimulator(SMALL, 1).run(0, 1);
    assertThat(nextDay.cell()).isEqualTo(once.cell());
    assertThat(nextDay.samples()).isNotEqualTo(once.samples());
  }

  @Test
  void rowsCoverTheTimeAndShowWhatIsDecided() {
    var record = new ClusterSimulator(SMALL, 1).run(0, 0);

    assertThat(record.samples()).hasSizeBetween(190, 200);
    assertThat(record.samples().get(0).atS()).isBetween(0.0, 2.01);
    assertThat(record.samples()).anyMatch(sample -> sample.p50Ms().isPresent());
    assertThat(record.samples()).allMatch(sample -> sample.quorumSize() >= 3);
  }

  @Test
  void episodesLieInTheDataAndApart() {
    var simulator = new ClusterSimulator(SMALL, 1);
    var apartS = SMALL.telemetry().episodes().apartSeconds();

    for (var index = 0; index < 4; index++) {
      var endS = 0.0;
      for (var episode : simulator.episodesOf(index, 0)) {
        assertThat(episode.startS()).isGreaterThanOrEqualTo(endS + apartS - 1e-6);
        endS = episode.endS();
        assertThat(endS).isLessThan(400);
      }
    }
  }

  @Test
  void aCellIsSummedUpOverItsRepeats() {
    var cell = SMALL.cells().get(0);

    var rows = CellSummary.of(SMALL, cell, 1);

    assertThat(rows).hasSize(CellRun.Quantity.values().length);
    var mean =
        rows.stream().filter(r -> r.metric().equals("consensus_mean_ms")).findFirst().orElseThrow();
    assertThat(mean.n()).isEqualTo(SMALL.repeats());
    assertThat(mean.ciLow().orElseThrow()).isLessThanOrEqualTo(mean.value().orElseThrow());
    assertThat(rows).isEqualTo(CellSummary.of(SMALL, cell, 1));
  }
}
