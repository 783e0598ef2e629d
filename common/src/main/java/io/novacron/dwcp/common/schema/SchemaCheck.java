package io.novacron.dwcp.common.schema;

import io.novacron.dwcp.common.error.DataError;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Compares the schema of data with a table's declaration and reports all differences at once. */
public final class SchemaCheck {

  private SchemaCheck() {}

  /**
   * Checks that {@code actual} has exactly the declared columns with the declared types, in any
   * order; nullability is a matter of rows, not of this check.
   *
   * @throws DataError naming the table and every missing, extra or wrongly typed column
   */
  public static void require(TableSpec spec, StructType actual, String doing) {
    var faults = faults(spec, actual);
    if (!faults.isEmpty()) {
      throw new DataError(
          "Cannot %s %s: %s; mend the source or change the declaration in Tables"
              .formatted(doing, spec.name(), String.join(", ", faults)));
    }
  }

  /** All differences as short phrases; empty when the schema fits. */
  public static List<String> faults(TableSpec spec, StructType actual) {
    var faults = new ArrayList<String>();
    var names = List.of(actual.fieldNames());
    for (var column : spec.columns()) {
      if (!names.contains(column.name())) {
        faults.add("column " + column.name() + " is missing");
      } else if (!actual.apply(column.name()).dataType().sameType(column.type())) {
        faults.add(
            "column %s is %s where %s is declared"
                .formatted(
                    column.name(),
                    actual.apply(column.name()).dataType().simpleString(),
                    column.type().simpleString()));
      }
    }
    for (var name : names) {
      if (spec.column(name).isEmpty()) {
        faults.add("column " + name + " is not declared");
      }
    }
    return faults;
  }
}
