package io.novacron.dwcp.common.schema;

import java.util.List;
import java.util.stream.Collectors;

/** The declarations as a page for people: {@code runbooks/data-dictionary.md}. */
public final class DataDictionary {

  private static final String HEADER =
      """
      # Data dictionary

      Generated from the declarations in `Tables`, `EvaluationTables`, `AlarmTables`, `LedgerTables`
      and the feature sets; a test compares it with them. Mend the declaration, not this page.

      A column that may not be null, and the bounds or words under *values*, are constraints of the
      Delta table itself: whoever writes, a row that breaks one fails the whole write.
      """;

  private DataDictionary() {}

  /** Every table with its grain, key and columns. */
  public static String page(List<TableSpec> tables) {
    return HEADER
        + tables.stream().map(DataDictionary::section).collect(Collectors.joining("\n", "\n", ""));
  }

  private static String section(TableSpec table) {
    var rows = table.columns().stream().map(DataDictionary::row).collect(Collectors.joining("\n"));
    return """
        ## %s

        %s Key: %s.

        | column | type | null | unit | role | values | meaning |
        |---|---|---|---|---|---|---|
        %s
        """
        .formatted(table.name(), table.grain(), String.join(", ", table.key()), rows);
  }

  private static String row(ColumnSpec column) {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            column.name(),
            column.type().simpleString(),
            column.nullable() ? "yes" : "no",
            column.unit(),
            column.role(),
            values(column),
            column.comment().replace("|", "\\|"));
  }

  private static String values(ColumnSpec column) {
    if (!column.vocabulary().isEmpty()) {
      return String.join(", ", column.vocabulary());
    }
    if (column.min().isPresent() && column.max().isPresent()) {
      return "%s to %s"
          .formatted(number(column.min().getAsDouble()), number(column.max().getAsDouble()));
    }
    return column.min().isPresent() ? "at least " + number(column.min().getAsDouble()) : "";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
