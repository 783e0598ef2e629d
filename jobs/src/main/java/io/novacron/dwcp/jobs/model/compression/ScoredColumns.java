package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Decisions of one scorer as rows of {@code scored_rows}, without the run's own columns. */
final class ScoredColumns {

  /** What a row is sliced by. */
  static final List<String> DIMENSIONS =
      List.of("link_type", "payload_class", "size_band", "hour", "margin");

  /** Parts whose rows are scored. */
  static final List<String> DATASETS =
      List.of(TrainingSet.VALIDATION, TrainingSet.TEST, TrainingSet.TEST_SEEN);

  private ScoredColumns() {}

  /**
   * @param decision column with the codec that the scorer would take
   * @param confidence its probability, or a null double
   * @param amounts what the cost columns need
   * @param further columns that come last
   */
  static Dataset<Row> of(
      Dataset<Row> rows,
      Column decision,
      Column confidence,
      CodecDecisions.Amounts amounts,
      Column... further) {
    var taken =
        rows.where(col(TrainingSet.DATASET).isin(DATASETS.toArray()))
            .withColumn("prediction", CodecDecisions.available(decision));
    var columns =
        List.of(
            col(TrainingSet.DATASET),
            col("transfer_id").as("row_key"),
            col("payload_source").as("entity"),
            col("ts"),
            col("best").as("truth"),
            col("prediction"),
            lit(null).cast("double").as("truth_value"),
            lit(null).cast("double").as("predicted_value"),
            confidence.as("confidence"),
            slices().as("slices"),
            CodecDecisions.amounts(col("prediction"), amounts).as("amounts"));
    return taken.select(Stream.concat(columns.stream(), Stream.of(further)).toArray(Column[]::new));
  }

  private static Column slices() {
    return map(
        DIMENSIONS.stream()
            .flatMap(dimension -> Stream.of(lit(dimension), slice(dimension)))
            .toArray(Column[]::new));
  }

  private static Column slice(String dimension) {
    return switch (dimension) {
      case "size_band" -> sizeBand();
      case "hour" -> concat(date_format(col("ts"), "HH"), lit("h"));
      case "margin" -> when(col("tie"), "tie").otherwise("clear");
      default -> col(dimension);
    };
  }

  private static Column sizeBand() {
    var kib = col("size_bytes").divide(1024);
    return when(kib.lt(8), "under 8 KiB")
        .when(kib.lt(32), "8 to 32 KiB")
        .when(kib.lt(128), "32 to 128 KiB")
        .otherwise("128 KiB and more");
  }
}
