package io.novacron.dwcp.features.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * The part of a row by time, file and link.
 *
 * <p>Definition: a row is in train, validation or test when its time, its file's group and its
 * link's group all belong to that part; so the parts share neither a file nor a link (validation
 * may share training's where its group share is 0). Time in a gap is gap, everything else unused.
 * That costs rows: with shares t, s, l of one part for time, files and links it keeps t·s·l of all.
 * The view by time alone keeps every row outside the gaps and stands beside it.
 *
 * <p>Rows of the time view's test part whose split is test are the ones whose file and link no
 * training row of the strict view has.
 */
public final class SplitRule implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The strict view's column. */
  public static final String SPLIT = "split";

  /** The time view's column. */
  public static final String SPLIT_TIME = "split_time";

  private final TimeSplit time;
  private final GroupSplit sources;
  private final GroupSplit links;

  /**
   * The rule with borders {@code time} and groups drawn from {@code seed}; other seeds draw other
   * groups with the same borders.
   */
  public SplitRule(TimeSplit time, SplitConfig config, long seed) {
    this.time = time;
    this.sources = GroupSplit.of(seed, "source", config.sources());
    this.links = GroupSplit.of(seed, "link", config.links());
  }

  /** The part by time, file and link. */
  public Part splitOf(Instant ts, String payloadSource, String link) {
    var part = time.partOf(ts);
    if (part == Part.GAP || (sources.allows(payloadSource, part) && links.allows(link, part))) {
      return part;
    }
    return Part.UNUSED;
  }

  /** The part by time alone. */
  public Part timeOf(Instant ts) {
    return time.partOf(ts);
  }

  /** {@link #splitOf} as a column: the label of the part. */
  public Column split(Column ts, Column payloadSource, Column link) {
    UDF3<Long, String, String, String> function =
        (micros, source, name) -> splitOf(instant(micros), source, name).label();
    return udf(function, DataTypes.StringType).apply(unix_micros(ts), payloadSource, link);
  }

  /**
   * The part by time and by the number in [0, 1) that {@link Strata} dealt to the row's group;
   * links are not divided further.
   */
  public Column split(Column ts, Column dealt) {
    UDF2<Long, Double, String> function =
        (micros, unit) -> {
          var part = time.partOf(instant(micros));
          return (part == Part.GAP || sources.allows(unit, part) ? part : Part.UNUSED).label();
        };
    return udf(function, DataTypes.StringType).apply(unix_micros(ts), dealt);
  }

  /** {@link #timeOf} as a column: the label of the part. */
  public Column splitTime(Column ts) {
    UDF1<Long, String> function = micros -> timeOf(instant(micros)).label();
    return udf(function, DataTypes.StringType).apply(unix_micros(ts));
  }

  /** Rows with {@code ts}, {@code payload_source} and {@code link}, both columns added. */
  public Dataset<Row> addTo(Dataset<Row> rows) {
    return rows.withColumn(SPLIT, split(col("ts"), col("payload_source"), col("link")))
        .withColumn(SPLIT_TIME, splitTime(col("ts")));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
