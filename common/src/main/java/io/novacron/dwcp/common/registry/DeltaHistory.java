package io.novacron.dwcp.common.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.RunStamp;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The registry's history in {@code model_versions}, {@code model_aliases} and {@code model_events}.
 */
final class DeltaHistory implements ModelHistory {

  private static final String STEP = "publish";

  private final TableStore store;
  private final SparkSession spark;

  DeltaHistory(TableStore store, SparkSession spark) {
    this.store = store;
    this.spark = spark;
  }

  @Override
  public List<ModelVersion> versions(String model) {
    return rows(EvaluationTables.MODEL_VERSIONS, model).stream()
        .map(
            row ->
                new ModelVersion(
                    text(row, "model"),
                    number(row, "version"),
                    text(row, "digest"),
                    text(row, "verdict"),
                    text(row, "verdict_digest"),
                    text(row, "infra_verdict"),
                    text(row, "folder")))
        .toList();
  }

  @Override
  public List<AliasMove> moves(String model) {
    return rows(EvaluationTables.MODEL_ALIASES, model).stream()
        .map(
            row ->
                new AliasMove(
                    text(row, "run_id"),
                    text(row, "model"),
                    text(row, "alias"),
                    number(row, "sequence"),
                    number(row, "version"),
                    text(row, "digest")))
        .toList();
  }

  @Override
  public List<ModelEvent> events(String model) {
    return rows(EvaluationTables.MODEL_EVENTS, model).stream()
        .map(
            row ->
                new ModelEvent(
                    text(row, "run_id"),
                    text(row, "model"),
                    text(row, "event"),
                    number(row, "version"),
                    text(row, "detail")))
        .toList();
  }

  @Override
  public void addVersion(RunStamp run, ModelVersion version) {
    var row =
        RowFactory.create(
            run.id().value(),
            Date.valueOf(run.ds()),
            version.model(),
            version.version(),
            version.digest(),
            version.verdict(),
            version.verdictDigest(),
            version.infraVerdict(),
            version.folder());
    append(EvaluationTables.MODEL_VERSIONS, run, List.of(row), version.digest());
  }

  @Override
  public void addMoves(RunStamp run, List<AliasMove> moves) {
    var rows =
        moves.stream()
            .map(
                move ->
                    RowFactory.create(
                        move.runId(),
                        Date.valueOf(run.ds()),
                        move.model(),
                        move.alias(),
                        move.sequence(),
                        move.version(),
                        move.digest()))
            .toList();
    append(EvaluationTables.MODEL_ALIASES, run, rows, Digests.sha256(moves.toString()));
  }

  @Override
  public void addEvent(RunStamp run, ModelEvent event) {
    var row =
        RowFactory.create(
            event.runId(),
            Date.valueOf(run.ds()),
            event.model(),
            event.event(),
            event.version(),
            event.detail());
    append(EvaluationTables.MODEL_EVENTS, run, List.of(row), Digests.sha256(event.toString()));
  }

  private List<Row> rows(TableSpec spec, String model) {
    return store.exists(spec)
        ? store.read(spec).where(col("model").equalTo(lit(model))).collectAsList()
        : List.of();
  }

  private void append(TableSpec spec, RunStamp run, List<Row> rows, String inputDigest) {
    store.append(
        spec,
        spark.createDataFrame(rows, spec.structType()).coalesce(1),
        new CommitInfo(run.id().value(), STEP, inputDigest));
  }

  private static String text(Row row, String column) {
    return row.getString(row.fieldIndex(column));
  }

  private static long number(Row row, String column) {
    return row.getLong(row.fieldIndex(column));
  }
}
