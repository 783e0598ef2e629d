package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.evaluation.decision.EpisodeRows;
import io.novacron.dwcp.jobs.training.Alarms;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The alarms of a model's scorers and their episodes, for operators; nothing of a model that calls
 * nobody. Only rows in alarm are looked at again.
 */
record AlarmWriter(RunContext context, Trainer trainer, CommitInfo commit) {

  /**
   * @param rows what was scored; the scores are in {@code scored_rows} already
   */
  void write(List<Calling> calling, TrainingSet rows) {
    Map<Calling, Alarms> alarms = new LinkedHashMap<>();
    for (var one : calling) {
      one.model().alarms(rows, scored(one)).ifPresent(raised -> alarms.put(one, raised));
    }
    replace(
        AlarmTables.ALARMS,
        alarms.entrySet().stream().map(e -> stamped(e.getKey(), e.getValue())).toList());
    replace(
        AlarmTables.EPISODES,
        alarms.entrySet().stream().map(e -> episodes(e.getKey(), e.getValue())).toList());
  }

  private void replace(TableSpec table, List<Dataset<Row>> rows) {
    rows.stream()
        .reduce(Dataset::unionByName)
        .ifPresent(all -> context.store().replaceModelRun(table, all, trainer.name(), commit));
  }

  private Dataset<Row> scored(Calling one) {
    return context
        .ofModel(EvaluationTables.SCORED_ROWS, trainer)
        .where(col("scorer").equalTo(one.scorer()));
  }

  private Dataset<Row> stamped(Calling one, Alarms alarms) {
    var run = context.run();
    var columns =
        AlarmTables.ALARMS.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    return alarms
        .windows()
        .withColumn("run_id", lit(run.runId()))
        .withColumn("ds", lit(Date.valueOf(run.date())))
        .withColumn("model", lit(trainer.name()))
        .withColumn("version", lit(one.version()))
        .withColumn("scorer", lit(one.scorer()))
        .select(columns);
  }

  private Dataset<Row> episodes(Calling one, Alarms alarms) {
    var lastSeen =
        scored(one).groupBy("scorer", "dataset", "entity").agg(max("ts").as(EpisodeRows.LAST_AT));
    var windows =
        context.ofModel(AlarmTables.ALARMS, trainer).where(col("scorer").equalTo(one.scorer()));
    return EpisodeRows.of(windows, lastSeen, alarms.rules());
  }
}
