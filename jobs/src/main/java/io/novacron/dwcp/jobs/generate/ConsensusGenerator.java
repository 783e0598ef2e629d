package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.consensus.ClusterSimulator;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the landing folder of a lake with clusters that agree, and with the episodes that make them
 * slow, for a range of dates.
 *
 * <p><b>Definition.</b> Clusters are simulated one by one, each a function of seed, index and day,
 * from the midnight that begins the day. Neither rows nor files depend on the number of tasks:
 * clusters are dealt to files by name and sorted there.
 *
 * <p><b>Cost.</b> Some seconds of a core for an hour of a cluster's time, the longest first; one
 * shuffle of small rows. Memory: one cluster's record a task.
 */
public final class ConsensusGenerator {

  /** What it lands. */
  public static final List<Source> SOURCES = List.of(Source.CONSENSUS, Source.EPISODES);

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusGenerator.class);
  private static final int FILES = 4;

  private final SparkSession spark;
  private final GenerateConfig config;
  private final ConsensusConfig laboratory;
  private final int tasks;

  /**
   * A generator of the configured clusters.
   *
   * @param tasks most tasks that simulate clusters; it does not change any row
   */
  public ConsensusGenerator(
      SparkSession spark, GenerateConfig config, ConsensusConfig laboratory, int tasks) {
    this.spark = spark;
    this.config = config;
    this.laboratory =
        switch (config.difficulty()) {
          case DEFAULT -> laboratory;
          case HARD -> laboratory.harden();
        };
    this.tasks = tasks;
  }

  /** Lands the clusters; rows by source, none when no clusters are configured. */
  public Map<Source, Long> run(Path lake) {
    Map<Source, Long> counts = new EnumMap<>(Source.class);
    var clusters = laboratory.telemetry().clusters();
    if (clusters == 0) {
      return counts;
    }
    var started = System.nanoTime();
    var landing = new Landing(spark, lake);
    for (var day = 0; day < config.days(); day++) {
      var date = config.first().plusDays(day);
      landing.write(Source.CONSENSUS, date, sorted(telemetry(day), FILES));
      landing.write(Source.EPISODES, date, sorted(episodes(day), 1));
    }
    for (var source : SOURCES) {
      counts.put(source, landing.count(source, config.first(), config.days()));
    }
    var seconds = Math.round((System.nanoTime() - started) / 1e9);
    LOG.info("Generated {} clusters in {} s: rows {}", clusters, seconds, counts);
    return counts;
  }

  private Dataset<Row> telemetry(int day) {
    var simulator = new ClusterSimulator(laboratory, config.seed());
    var rows = rows(day);
    return dealt(simulator)
        .rows(
            spark,
            Source.CONSENSUS.landingSchema(),
            index -> rows.samples(simulator.run(index, day)).iterator());
  }

  private Dataset<Row> episodes(int day) {
    var simulator = new ClusterSimulator(laboratory, config.seed());
    var rows = rows(day);
    return dealt(simulator)
        .rows(
            spark,
            Source.EPISODES.landingSchema(),
            index ->
                rows.records(ClusterSimulator.id(index), simulator.episodesOf(index, day))
                    .iterator());
  }

  private ConsensusRows rows(int day) {
    return ConsensusRows.of(config, day, laboratory.telemetry().intervalSeconds());
  }

  private LongestFirst dealt(ClusterSimulator simulator) {
    return new LongestFirst(laboratory.telemetry().clusters(), simulator::weight, tasks);
  }

  private static Dataset<Row> sorted(Dataset<Row> rows, int files) {
    return rows.repartition(files, functions.col("cluster_id"))
        .sortWithinPartitions("cluster_id", "ts", "ingested_at");
  }
}
