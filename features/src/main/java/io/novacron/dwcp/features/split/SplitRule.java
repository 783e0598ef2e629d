package io.novacron.dwcp.features.split;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The part of a row by time and by its group, such as a site with its files and links.
 *
 * <p>Definition: a row is in train, validation or test when its time and its group both belong to
 * that part; so the parts share no group (validation may share training's where its share is 0).
 * Time in a gap is gap, everything else unused. That costs rows: with shares t and s of one part
 * for time and groups it keeps t·s of all. The view by time alone keeps every row outside the gaps
 * and stands beside it.
 *
 * <p>Rows of the time view's test part whose split is test are the ones whose group no training row
 * of the strict view has.
 */
public final class SplitRule implements Serializable {

  private static final long serialVersionUID = 2L;

  /** The strict view's column. */
  public static final String SPLIT = "split";

  /** The time view's column. */
  public static final String SPLIT_TIME = "split_time";

  private final TimeSplit time;
  private final SplitConfig.Shares groups;

  /** The rule with borders {@code time}. */
  public SplitRule(TimeSplit time, SplitConfig config) {
    this.time = time;
    this.groups = config.sources();
  }

  /** The part by time and by the number in [0, 1) that {@link Strata} dealt to the row's group. */
  public Part splitOf(Instant ts, double dealt) {
    var part = time.partOf(ts);
    return part == Part.GAP || groups.allows(dealt, part) ? part : Part.UNUSED;
  }

  /** The part by time alone. */
  public Part timeOf(Instant ts) {
    return time.partOf(ts);
  }

  /** {@link #splitOf} as a column: the label of the part. */
  public Column split(Column ts, Column dealt) {
    UDF2<Long, Double, String> function = (micros, unit) -> splitOf(instant(micros), unit).label();
    return udf(function, DataTypes.StringType).apply(unix_micros(ts), dealt);
  }

  /** {@link #timeOf} as a column: the label of the part. */
  public Column splitTime(Column ts) {
    UDF1<Long, String> function = micros -> timeOf(instant(micros)).label();
    return udf(function, DataTypes.StringType).apply(unix_micros(ts));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
