package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.ConsensusTables;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.jobs.generate.SimulationTables;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the laboratory's tables: {@code sim_summary}, and {@code sim_benchmark}, whose rows say
 * that the published runs are absent where they are.
 */
record Simulation(NightPlan plan, SparkSession spark, TableStore store) {

  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
  private static final String STEP = "simulate-consensus";

  /**
   * Writes both tables.
   *
   * @param published folder of published runs
   */
  void run(Path published) {
    var run = plan.runs().get(0);
    var suite = plan.suite();
    var commit = new CommitInfo(run.runId(), STEP, plan.snapshot().digest());
    var tables =
        new SimulationTables(spark, suite.simulate(), suite.generate().seed(), Integer.MAX_VALUE);
    var started = System.nanoTime();
    store.replaceRun(ConsensusTables.SIM_SUMMARY, tables.summary(run.runId(), run.date()), commit);
    LOG.info("Simulated the grid after {} s", secondsSince(started));
    store.replaceRun(
        ConsensusTables.SIM_BENCHMARK,
        tables.benchmark(published, run.runId(), run.date()),
        commit);
    LOG.info("Compared with published runs after {} s", secondsSince(started));
  }

  /**
   * The folder of published runs in a folder of measured data.
   *
   * @throws UsageError when there is none
   */
  static Path published(Path data) {
    var folder = data.resolve("bft");
    if (!Files.isDirectory(folder)) {
      throw new UsageError(
          "Cannot compare with published runs: no such folder: %s; name the one above it with --data DIR"
              .formatted(folder));
    }
    return folder.toAbsolutePath();
  }

  private static long secondsSince(long startedNanos) {
    return Math.round((System.nanoTime() - startedNanos) / 1e9);
  }
}
