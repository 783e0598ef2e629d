package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.LeakConfig;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.evaluation.leak.SplitRules;
import io.novacron.dwcp.evaluation.leak.UnitCheck;
import io.novacron.dwcp.features.set.FeatureColumn;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * An honest model of one number: is the link fast ({@code none}) or slow ({@code zstd})? It sees a
 * noisy rate and cuts it once. Shows that a night needs nothing of the selector; it takes the
 * selector's name to be measured and judged by its configuration.
 */
class ToyTrainer implements Trainer {

  private static final double FAST_MBPS = 50;

  static final TableSpec LABELS =
      new TableSpec(
          "labels_toy",
          "What a link really carried.",
          List.of("transfer_id"),
          List.of(
              Tables.TELEMETRY_CONDITIONS.column("transfer_id").orElseThrow(),
              Tables.TELEMETRY_CONDITIONS.column("ds").orElseThrow(),
              column("known_at", DataTypes.TimestampType, Role.TIME),
              column("seen_bytes", DataTypes.LongType, Role.OBSERVED),
              column("best", DataTypes.StringType, Role.TRUTH),
              column("true_mbps", DataTypes.DoubleType, Role.TRUTH)));

  private static ColumnSpec column(
      String name, org.apache.spark.sql.types.DataType type, Role role) {
    return ColumnSpec.of(name, type, role, "-", "Toy.");
  }

  @Override
  public String name() {
    return "compression";
  }

  @Override
  public FeatureSet inputs() {
    return inputs("estimate_mbps");
  }

  static FeatureSet inputs(String second) {
    var outcomes = Tables.TELEMETRY_OUTCOMES;
    return new FeatureSet(
        "toy_" + second,
        1,
        new FeatureSet.Grain(
            "One transfer.",
            List.of("transfer_id"),
            List.of("transfer_id", "ts", "ds", "stream_id").stream()
                .map(name -> outcomes.column(name).orElseThrow())
                .toList()),
        List.of(
            new FeatureColumn("sent_bytes", "bytes", "Size.", "toy"),
            new FeatureColumn(second, "Mbit/s", "Noisy rate.", "toy")),
        List.of(outcomes.name()));
  }

  @Override
  public TableSpec labelTable() {
    return LABELS;
  }

  @Override
  public List<TableSpec> featureSources() {
    return List.of(Tables.TELEMETRY_OUTCOMES);
  }

  @Override
  public List<TableSpec> labelSources() {
    return List.of(Tables.TELEMETRY_OUTCOMES, Tables.TELEMETRY_CONDITIONS);
  }

  @Override
  public Dataset<Row> features(Sources sources) {
    return sources
        .read(Tables.TELEMETRY_OUTCOMES)
        .select(
            col("transfer_id"),
            col("ts"),
            col("ds"),
            col("stream_id"),
            col("bytes_in").cast("double").as("sent_bytes"),
            col("bytes_out").divide(1000.0D).as("estimate_mbps"));
  }

  @Override
  public Labelled label(Sources sources, Run run) {
    var labels =
        sources
            .read(Tables.TELEMETRY_CONDITIONS)
            .join(
                sources
                    .read(Tables.TELEMETRY_OUTCOMES)
                    .select(col("transfer_id"), col("bytes_in").as("seen_bytes")),
                "transfer_id")
            .select(
                col("transfer_id"),
                col("ds"),
                col("ingested_at").as("known_at"),
                col("seen_bytes"),
                when(col("bandwidth_mbps").gt(FAST_MBPS), "none").otherwise("zstd").as("best"),
                col("bandwidth_mbps").as("true_mbps"));
    return new Labelled(labels, Map.of(), "toy");
  }

  @Override
  public Dataset<Row> split(Dataset<Row> rows, long splitSeed) {
    var hour = org.apache.spark.sql.functions.hour(col("ts"));
    return rows.withColumn(
            TrainingSet.DATASET,
            when(hour.lt(12), TrainingSet.TRAIN)
                .when(hour.between(13, 17), TrainingSet.VALIDATION)
                .when(hour.geq(19), TrainingSet.TEST))
        .where(col(TrainingSet.DATASET).isNotNull());
  }

  @Override
  public LeakRules leakRules() {
    var outcomes = Tables.TELEMETRY_OUTCOMES.name();
    return new LeakRules(
        List.of(
            new FeatureOrigin("sent_bytes", List.of(outcomes + ".bytes_in")),
            new FeatureOrigin("estimate_mbps", List.of(outcomes + ".bytes_out"))),
        List.of(Tables.TELEMETRY_CONDITIONS.name() + ".bandwidth_mbps"),
        "best",
        List.of(),
        List.of(new RowChecks.Anchor("sent_bytes", "CAST(seen_bytes AS DOUBLE)")),
        new SplitRules(
            TrainingSet.DATASET,
            "ts",
            List.of(new SplitRules.Apart("transfer_id", "train", "test")),
            List.of(new SplitRules.Gap("validation", "test", 3600))),
        new RowChecks.LabelWindow("ts", "known_at", "known_at"),
        List.of("cut"),
        new LeakConfig(
            List.of(),
            new SignalChecks.Bounds(16, 0.95, 0.98),
            List.of(
                new UnitCheck.Suspect(
                    "estimate_mbps", "true_mbps", UnitCheck.Kind.COMPANION, 0.05))));
  }

  /** The cut between the classes' means on the train part. */
  @Override
  public TrainedModel fit(TrainingSet rows, long seed) {
    var means =
        rows.part(TrainingSet.TRAIN).groupBy("best").avg("estimate_mbps").collectAsList().stream()
            .mapToDouble(row -> row.getDouble(1))
            .average();
    return new ToyModel(means.orElse(0), TrainingSet.VALIDATION);
  }

  /** Without labels that mean anything there is nothing to cut by: what is most frequent wins. */
  @Override
  public TrainedModel control(TrainingSet rows, long seed) {
    var train = rows.part(TrainingSet.TRAIN);
    var fast = train.where(col("best").equalTo("none")).count();
    return new ToyModel(2 * fast > train.count() ? 0 : 1e9, "config");
  }

  @Override
  public TrainedModel load(Path folder) {
    return ToyModel.load(folder);
  }

  @Override
  public Optional<String> problem(Path folder) {
    return Optional.empty();
  }

  @Override
  public Dataset<Row> references(TrainingSet rows) {
    return scored(rows, lit("zstd")).withColumn("scorer", lit("floor:majority"));
  }

  /** Rows as {@code scored_rows} wants them, without the run's own columns. */
  static Dataset<Row> scored(TrainingSet rows, org.apache.spark.sql.Column decision) {
    var none = lit(null).cast("double");
    return rows.rows()
        .where(col(TrainingSet.DATASET).isin(TrainingSet.VALIDATION, TrainingSet.TEST))
        .select(
            col(TrainingSet.DATASET),
            col("transfer_id").as("row_key"),
            col("stream_id").as("entity"),
            col("ts"),
            col("best").as("truth"),
            decision.as("prediction"),
            none.as("truth_value"),
            none.as("predicted_value"),
            lit(0.5D).as("confidence"),
            map(lit("stream"), col("stream_id")).as("slices"),
            map(lit("cost_ms"), lit(1.0D)).as("amounts"));
  }
}
