package io.novacron.dwcp.features.set;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import org.apache.spark.sql.types.DataTypes;

/**
 * One model input: a nullable double, never NaN.
 *
 * @param family the group that it is listed with, such as {@code link} or {@code probe}
 */
public record FeatureColumn(String name, String unit, String comment, String family) {

  static FeatureColumn of(String family, ColumnSpec column) {
    return new FeatureColumn(column.name(), column.unit(), column.comment(), family);
  }

  /** The column as a table declares it. */
  public ColumnSpec columnSpec() {
    return ColumnSpec.of(name, DataTypes.DoubleType, Role.DERIVED, unit, comment).orNull();
  }
}
