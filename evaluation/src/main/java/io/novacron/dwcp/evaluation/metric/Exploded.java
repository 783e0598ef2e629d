package io.novacron.dwcp.evaluation.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scored rows with all that is needed to put each into the measured slices that it is in. */
final class Exploded {

  /** The slice of all rows. */
  static final String ALL = "all";

  /** What identifies a group of rows that is measured together. */
  static final List<String> GROUP = List.of("model", "version", "scorer", "dataset", "slice");

  /** Where in a row of {@link #of} the block of its entity stands, and the hash of its key. */
  static final int BLOCK = GROUP.size();

  static final int ROW_HASH = BLOCK + 1;

  /** Where the named values begin. */
  static final int VALUES = ROW_HASH + 1;

  /** Stands between the slices of a row: no text of a slice holds it. */
  private static final String BETWEEN = "\u0001";

  private static final int SLICE = GROUP.size() - 1;

  private Exploded() {}

  /**
   * The group's columns with all slices of the row in one text, the block of the row's entity, a
   * hash of the row's key, and named values.
   *
   * <p>Rows are multiplied by {@link #slices} in plain loops: Spark computes whatever stands beside
   * an exploded column again for every slice.
   *
   * @param datasets data sets whose rows are in their own slices too
   */
  static Dataset<Row> of(
      Dataset<Row> scored, int blocks, List<String> datasets, Map<String, String> values) {
    var columns = new ArrayList<Column>();
    for (var name : GROUP.subList(0, SLICE)) {
      columns.add(col(name));
    }
    columns.add(expr(slices(datasets)).as(GROUP.get(SLICE)));
    columns.add(expr("CAST(pmod(xxhash64(entity), %dL) AS INT) AS block".formatted(blocks)));
    columns.add(expr("xxhash64(row_key) AS row_hash"));
    values.forEach((name, sql) -> columns.add(expr(sql).as(name)));
    return scored.select(columns.toArray(Column[]::new));
  }

  /** Of rows with the columns {@link #GROUP} those that are not of one slice alone. */
  static Dataset<Row> unsliced(Dataset<Row> grouped) {
    return grouped.where(col(GROUP.get(SLICE)).equalTo(ALL));
  }

  /** All rows, and the row's own slices where its data set is among the sliced ones. */
  private static String slices(List<String> datasets) {
    if (datasets.isEmpty()) {
      return "'%s'".formatted(ALL);
    }
    var own = "transform(map_entries(slices), e -> concat(e.key, '=', e.value))";
    return "CASE WHEN dataset IN ('%s') THEN concat_ws('%s', '%s', %s) ELSE '%s' END"
        .formatted(String.join("', '", datasets), BETWEEN, ALL, own, ALL);
  }

  /** The names of the groups that a row of {@link #of} is in. */
  static List<Group> groups(Row row) {
    var groups = new ArrayList<Group>();
    for (var slice : row.getString(SLICE).split(BETWEEN, -1)) {
      groups.add(
          new Group(row.getString(0), row.getString(1), row.getString(2), row.getString(3), slice));
    }
    return groups;
  }

  /** Rows that are measured together. */
  record Group(String model, String version, String scorer, String dataset, String slice) {

    /** The columns {@link #GROUP} and then {@code further} ones. */
    static StructType schema(StructType further) {
      var schema = new StructType();
      for (var name : GROUP) {
        schema = schema.add(name, DataTypes.StringType, false);
      }
      for (var field : further.fields()) {
        schema = schema.add(field);
      }
      return schema;
    }

    /** The values of {@link #GROUP} at the beginning of {@code values}. */
    void fill(Object[] values) {
      values[0] = model;
      values[1] = version;
      values[2] = scorer;
      values[3] = dataset;
      values[SLICE] = slice;
    }
  }
}
