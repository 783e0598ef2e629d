package io.novacron.dwcp.common.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The domains of a table's columns as CHECK constraints that the table itself holds to, whoever
 * writes; that a column is never null travels with the schema.
 *
 * <p>A null passes a domain: whether it may be there is the schema's matter. NaN ranks above every
 * number and fails an upper bound.
 */
public final class TableConstraints {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+:-]+");

  private TableConstraints() {}

  /**
   * Name to SQL expression, one for each column with bounds or a vocabulary.
   *
   * @throws IllegalArgumentException when a declared name or word needs quoting
   */
  public static Map<String, String> of(TableSpec spec) {
    var constraints = new TreeMap<String, String>();
    for (var column : spec.columns()) {
      domain(column).ifPresent(sql -> constraints.put(column.name() + "_domain", sql));
    }
    return constraints;
  }

  private static Optional<String> domain(ColumnSpec column) {
    var name = checked(column.name(), NAME);
    var terms = new ArrayList<String>();
    column.min().ifPresent(min -> terms.add("%s >= %s".formatted(name, number(min))));
    column.max().ifPresent(max -> terms.add("%s <= %s".formatted(name, number(max))));
    if (!column.vocabulary().isEmpty()) {
      terms.add("%s IN (%s)".formatted(name, words(column.vocabulary())));
    }
    return terms.isEmpty()
        ? Optional.empty()
        : Optional.of("%s IS NULL OR (%s)".formatted(name, String.join(" AND ", terms)));
  }

  private static String words(List<String> vocabulary) {
    return String.join(
        ", ", vocabulary.stream().map(word -> "'" + checked(word, WORD) + "'").toList());
  }

  /** Whole bounds as integers, which compare with every numeric type; others as doubles. */
  private static String number(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : bound + "D";
  }

  private static String checked(String text, Pattern allowed) {
    if (!allowed.matcher(text).matches()) {
      throw new IllegalArgumentException("no name or word for a constraint: " + text);
    }
    return text;
  }
}
