package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.schema.ConsensusTables;
import io.novacron.dwcp.jobs.generate.consensus.CellSummary;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusConfig;
import io.novacron.dwcp.jobs.generate.consensus.Replication;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The laboratory's own figures as tables: what each cell of the grid comes to, and how published
 * runs compare with their simulation.
 *
 * <p><b>Definition.</b> Each cell with all its repeats is a task, and so is each published file,
 * the longest first. Rows are sorted, and do not depend on the number of tasks.
 *
 * <p><b>Errors.</b> A run in which honest replicas disagree stops the job.
 */
public final class SimulationTables {

  private final SparkSession spark;
  private final ConsensusConfig config;
  private final long seed;
  private final int tasks;

  /**
   * Tables of one laboratory.
   *
   * @param tasks most tasks; it does not change any row
   */
  public SimulationTables(SparkSession spark, ConsensusConfig config, long seed, int tasks) {
    this.spark = spark;
    this.config = config;
    this.seed = seed;
    this.tasks = tasks;
  }

  /** Rows of {@code sim_summary}: every quantity of every cell. */
  public Dataset<Row> summary(String runId, LocalDate date) {
    var rows = SimulationRows.of(ConsensusTables.SIM_SUMMARY, runId, date);
    var cells = new ArrayList<>(config.cells());
    var laboratory = config;
    var from = seed;
    return new LongestFirst(cells.size(), i -> cells.get(i).weight(), tasks)
        .rows(
            spark,
            rows.schema(),
            i ->
                CellSummary.of(laboratory, cells.get(i), from).stream()
                    .map(rows::summary)
                    .iterator())
        .repartition(1)
        .sortWithinPartitions("cell", "metric");
  }

  /**
   * Rows of {@code sim_benchmark}: every run of every published file.
   *
   * @param folder that holds the files; one that is not there makes one absent row
   * @throws io.novacron.dwcp.common.error.DataError before any task, when a run in one is damaged
   */
  public Dataset<Row> benchmark(Path folder, String runId, LocalDate date) {
    Replication.requireReadable(config, folder);
    var rows = SimulationRows.of(ConsensusTables.SIM_BENCHMARK, runId, date);
    var published = new ArrayList<>(config.published());
    var laboratory = config;
    var from = seed;
    var place = folder.toString();
    return new LongestFirst(published.size(), i -> 1, tasks)
        .rows(
            spark,
            rows.schema(),
            i ->
                new Replication(laboratory, published.get(i), from)
                    .compare(Path.of(place)).stream().map(rows::benchmark).iterator())
        .repartition(1)
        .sortWithinPartitions("protocol", "published_row");
  }
}
