package io.novacron.dwcp.common.schema;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.types.DataType;

/**
 * One column: name, type, nullability, unit, role, the domain that a clean value lies in, and one
 * sentence for the data dictionary.
 *
 * @param unit the unit as written in the dictionary, {@code "-"} where there is none
 * @param min smallest clean value, empty when unbounded
 * @param max largest clean value, empty when unbounded
 * @param vocabulary the clean values of a closed vocabulary, empty when open
 */
public record ColumnSpec(
    String name,
    DataType type,
    boolean nullable,
    String unit,
    Role role,
    String comment,
    OptionalDouble min,
    OptionalDouble max,
    List<String> vocabulary) {

  public ColumnSpec {
    vocabulary = List.copyOf(vocabulary);
  }

  /** A non-null column without bounds. */
  public static ColumnSpec of(String name, DataType type, Role role, String unit, String comment) {
    return new ColumnSpec(
        name,
        type,
        false,
        unit,
        role,
        comment,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of());
  }

  /** The same column, allowed to be null. */
  public ColumnSpec orNull() {
    return new ColumnSpec(name, type, true, unit, role, comment, min, max, vocabulary);
  }

  /** The same column with clean values in {@code [low, high]}. */
  public ColumnSpec within(double low, double high) {
    return new ColumnSpec(
        name,
        type,
        nullable,
        unit,
        role,
        comment,
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        vocabulary);
  }

  /** The same column with clean values of at least {@code low}. */
  public ColumnSpec atLeast(double low) {
    return new ColumnSpec(
        name, type, nullable, unit, role, comment, OptionalDouble.of(low), max, vocabulary);
  }

  /** The same column with a closed vocabulary. */
  public ColumnSpec oneOf(String... words) {
    return new ColumnSpec(name, type, nullable, unit, role, comment, min, max, List.of(words));
  }
}
