package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.registry.Registry;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.features.clean.CleanRun;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.Trainer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a step may use: the lake, the night's name and dates, and the models in it.
 *
 * @param lake folder of the lake
 * @param from first date that the night looks at
 * @param to first date after the night
 * @param trainers models of the night
 * @param settings what the steps themselves are configured with
 */
public record RunContext(
    SparkSession spark,
    Path lake,
    TableStore store,
    Registry registry,
    Run run,
    LocalDate from,
    LocalDate to,
    List<Trainer> trainers,
    StepSettings settings,
    ProgressSink progress) {

  public RunContext {
    trainers = List.copyOf(trainers);
  }

  /** Clean tables over the night's dates. */
  public Sources sources() {
    return Sources.all(store, from, to);
  }

  /** This run's rows of one model. */
  Dataset<Row> ofModel(TableSpec table, Trainer trainer) {
    return store
        .read(table)
        .where(col("run_id").equalTo(run.runId()))
        .where(col("model").equalTo(trainer.name()));
  }

  /**
   * When the last row of the night's last date has arrived: later knowledge is not this night's.
   */
  Instant labelsKnownBy() {
    return CleanRun.before(to, run.runId(), settings.clean()).nightEnd();
  }

  /** What the registry writes beside this night's models. */
  public RunStamp stamp() {
    return new RunStamp(new RunId(run.runId()), run.date());
  }

  /** The commit note of a step of this run. */
  public CommitInfo commit(String step, String inputDigest) {
    return new CommitInfo(run.runId(), step, inputDigest);
  }
}
