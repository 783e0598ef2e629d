package io.novacron.dwcp.features.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Metric;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.Span;
import io.novacron.dwcp.features.window.WindowFeatures;
import io.novacron.dwcp.features.window.WindowPlan;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compression ratios that past transfers reached, of the same stream and of the same payload class
 * on the same link, as known at the query's time: outcomes count from their arrival on.
 *
 * <p>Definition: per codec kind the natural logarithm of bytes out / bytes in; last, exponentially
 * weighted over the last 20 outcomes (half-life 5), count and age, over at most seven days. Null
 * before the first outcome of that kind; counts are then 0.
 */
public final class HistoryFeatures {

  private static final long HORIZON_SECONDS = 7L * 24 * 3600;
  private static final int OUTCOMES = 20;
  private static final String UNIT = "log ratio";
  private static final Metric LZ4 = new Metric("log_lz4", UNIT);
  private static final Metric ZSTD = new Metric("log_zstd", UNIT);
  private static final Metric DELTA = new Metric("log_delta", UNIT);
  private static final Metric ANY = new Metric("log_any", UNIT);
  private static final List<MetricFamily> FAMILIES =
      List.of(
          new MetricFamily(
              List.of(LZ4, ZSTD, DELTA, ANY),
              List.of(Span.ofSeconds(HORIZON_SECONDS)),
              List.of(Aggregate.LAST, Aggregate.COUNT, Aggregate.AGE)),
          new MetricFamily(
              List.of(LZ4, ZSTD, DELTA, ANY),
              List.of(Span.ofRows(OUTCOMES, HORIZON_SECONDS)),
              List.of(Aggregate.EWMA)));

  private HistoryFeatures() {}

  /** The columns that {@link #asOf} adds, in order. */
  public static List<ColumnSpec> columns() {
    return Stream.concat(
            stream(HORIZON_SECONDS).columns().stream(),
            payloadClass(HORIZON_SECONDS).columns().stream())
        .toList();
  }

  private static WindowPlan stream(long segmentSeconds) {
    return new WindowPlan(
        "stream_", List.of("stream_id"), WindowPlan.Times.TELEMETRY, segmentSeconds, FAMILIES);
  }

  private static WindowPlan payloadClass(long segmentSeconds) {
    return new WindowPlan(
        "class_",
        List.of("payload_class", "node_id", "peer_id"),
        WindowPlan.Times.TELEMETRY,
        segmentSeconds,
        FAMILIES);
  }

  /**
   * The query rows with {@link #columns} added; two shuffles, one for each way to group.
   *
   * @param outcomes rows of {@code telemetry_outcomes}
   * @param queries rows with stream_id, payload_class, node_id, peer_id and ts
   */
  public static Dataset<Row> asOf(
      Dataset<Row> outcomes, Dataset<Row> queries, long segmentSeconds) {
    var ratios = ratios(outcomes);
    var ofStream = WindowFeatures.asOf(ratios, queries, stream(segmentSeconds));
    return WindowFeatures.asOf(ratios, ofStream, payloadClass(segmentSeconds));
  }

  private static Dataset<Row> ratios(Dataset<Row> outcomes) {
    var codec = col("codec");
    var ratio = log(col("bytes_out").cast("double").divide(col("bytes_in").cast("double")));
    var isDelta = codec.startsWith("delta+");
    return outcomes.select(
        col("stream_id"),
        col("payload_class"),
        col("node_id"),
        col("peer_id"),
        col("ts"),
        col("ingested_at"),
        only(ratio, codec.equalTo("lz4"), LZ4),
        only(ratio, codec.startsWith("zstd"), ZSTD),
        only(ratio, isDelta, DELTA),
        ratio.as(ANY.column()));
  }

  private static Column only(Column ratio, Column condition, Metric metric) {
    return when(condition, ratio).as(metric.column());
  }
}
