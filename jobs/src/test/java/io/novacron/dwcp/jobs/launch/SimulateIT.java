package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.ConsensusTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laboratory through the tool: what lands is clean, and its figures are tables. */
@Tag("e2e")
class SimulateIT {

  private static final String[] SMALL = {
    "-D", "simulate.telemetry.clusters=4",
    "-D", "simulate.telemetry.seconds=400",
    "-D", "simulate.telemetry.episodes.time-share=0.4",
    "-D", "simulate.telemetry.episodes.apart-seconds=30",
    "-D", "simulate.seconds=4",
    "-D", "simulate.warm-up-seconds=1",
    "-D", "simulate.repeats=1",
    "-D", "generate.dirt.bad-share=0.02"
  };

  /** A model that reads clusters and their episodes. */
  private static final ToyTrainer CLUSTERS =
      new ToyTrainer() {
        @Override
        public List<TableSpec> featureSources() {
          return List.of(Tables.TELEMETRY_CONSENSUS);
        }

        @Override
        public List<TableSpec> labelSources() {
          return List.of(Tables.CONSENSUS_EPISODES);
        }
      };

  @TempDir private Path temp;

  private static String[] small(String command) {
    var words = new String[SMALL.length + 1];
    words[0] = command;
    System.arraycopy(SMALL, 0, words, 1, SMALL.length);
    return words;
  }

  @Test
  void landsClustersThatIngestTakesAndWritesItsTables() {
    var lake = ToyLake.at(temp.resolve("lake"));

    var simulated = lake.run(Models.of(CLUSTERS), small("simulate-consensus"));
    var ingested = lake.run(Models.of(CLUSTERS), small("ingest"));

    assertThat(simulated.code()).as(simulated.err()).isZero();
    assertThat(ingested.code()).as(ingested.err()).isZero();
    var clean = lake.rows(Tables.TELEMETRY_CONSENSUS, "cluster_id", "consensus_type").size();
    var refused = lake.rows(Tables.quarantineOf(Tables.TELEMETRY_CONSENSUS), "rule");
    assertThat(clean).isGreaterThan(600);
    assertThat(refused).contains("[consensus_type-vocabulary]");
    assertThat((long) clean + refused.size()).isEqualTo(lake.landed("consensus").count());
    assertThat(lake.rows(Tables.CONSENSUS_EPISODES, "kind"))
        .hasSizeGreaterThan(1)
        .hasSize((int) lake.landed("episodes").count());
    assertThat(lake.rows(ConsensusTables.SIM_SUMMARY, "protocol", "metric"))
        .hasSizeGreaterThan(12 * 50)
        .contains("[raft,view_changes]", "[pbft,undecided_share]", "[tusk,consensus_p99_ms]");
    assertThat(lake.rows(ConsensusTables.SIM_BENCHMARK, "protocol", "verdict"))
        .containsExactlyInAnyOrder(
            "[bullshark,absent]",
            "[tusk,absent]",
            "[narwhal-hotstuff,absent]",
            "[hotstuff,absent]");
  }

  @Test
  void generateLandsTheClustersOfANightThatReadsThem() {
    var lake = ToyLake.at(temp.resolve("lake"));

    var generated = lake.run(Models.of(CLUSTERS), small("generate"));

    assertThat(generated.code()).as(generated.err()).isZero();
    assertThat(lake.landed("consensus").count()).isGreaterThan(600);
    assertThat(lake.landed("episodes").count()).isGreaterThan(1);
    assertThat(temp.resolve("lake/raw/link")).doesNotExist();
  }
}
