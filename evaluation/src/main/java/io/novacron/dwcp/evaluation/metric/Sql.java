package io.novacron.dwcp.evaluation.metric;

/** Expressions over the columns of {@code scored_rows} that several metrics share. */
final class Sql {

  /** Rows with a true class. */
  static final Term LABELLED = new Term("true class", flag("truth IS NOT NULL"));

  /** Rows decided as the truth has it; a row without decision is wrong. */
  static final Term RIGHT = new Term("right", flag("truth IS NOT NULL AND truth <=> prediction"));

  private Sql() {}

  /** 1 where the condition holds, 0 where it does not or is null. */
  static String flag(String condition) {
    return "CASE WHEN %s THEN 1.0D ELSE 0.0D END".formatted(condition);
  }

  /** The value where the condition holds, 0 elsewhere. */
  static String where(String condition, String value) {
    return "CASE WHEN %s THEN %s ELSE 0.0D END".formatted(condition, value);
  }

  /** A column with NaN as null. */
  static String number(String column) {
    return "nullif(%s, double('NaN'))".formatted(column);
  }

  /** An entry of the map {@code amounts}; null when it is missing or NaN. */
  static String amount(String name) {
    return number("try_element_at(amounts, '%s')".formatted(name));
  }
}
