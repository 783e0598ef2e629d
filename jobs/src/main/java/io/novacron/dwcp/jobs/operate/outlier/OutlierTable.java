package io.novacron.dwcp.jobs.operate.outlier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_seconds;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.features.window.WindowFeatures;
import io.novacron.dwcp.features.window.WindowPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a series' CSV file, gzipped or not, with a header: {@code entity, ts, label} and the
 * features, windowed where the set says so.
 */
final class OutlierTable {

  static final String ENTITY = "entity";
  static final String TIME = "ts";
  static final String LABEL = "label";
  private static final WindowPlan.Times TIMES = new WindowPlan.Times(TIME, TIME, TIME);

  private final SparkSession spark;
  private final OutlierSet set;

  OutlierTable(SparkSession spark, OutlierSet set) {
    this.spark = spark;
    this.set = set;
  }

  /** The rows of a file with the features to score on. */
  Dataset<Row> read(Path file, LabelledWindows windows) {
    var raw = spark.read().option("header", "true").csv(file.toString());
    var features =
        Arrays.stream(raw.columns()).filter(name -> set.columns().isFeature(name)).toList();
    if (features.isEmpty()) {
      throw new DataError(
          "Cannot read measured data: no column like %s: %s; correct the pattern or the file"
              .formatted(set.columns().features(), file));
    }
    var columns = new ArrayList<Column>(List.of(lit(file.toString()).as(ENTITY), time().as(TIME)));
    columns.add(label(raw.columns(), windows).as(LABEL));
    features.forEach(name -> columns.add(col(name).cast("double")));
    var rows = raw.select(columns.toArray(Column[]::new));
    if (set.windows().families().isEmpty()) {
      return rows;
    }
    var plan = set.windows().plan(features, TIMES);
    return WindowFeatures.asOf(rows, rows.select(ENTITY, TIME, LABEL), plan);
  }

  /** The features' names in rows of {@link #read}. */
  static List<String> features(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .filter(name -> !List.of(ENTITY, TIME, LABEL).contains(name))
        .toList();
  }

  private Column time() {
    var name = set.columns().time();
    if (name.isEmpty()) {
      return timestamp_seconds(lit(0L));
    }
    var step = set.columns().stepSeconds();
    return step > 0
        ? timestamp_seconds(col(name).cast("bigint").multiply(lit(step)))
        : col(name).cast("timestamp");
  }

  /** Files to fit on have no labels, and need none. */
  private Column label(String[] columns, LabelledWindows windows) {
    var name = set.columns().label();
    return Arrays.asList(columns).contains(name)
        ? col(name).cast("double").equalTo(1.0)
        : windows.contains(time());
  }
}
