package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.error.DataError;
import java.util.regex.Pattern;

/** What Spark's failure to write a table means. */
final class WriteFailure {

  private static final Pattern CHECK =
      Pattern.compile(
          "CHECK constraint (\\w+_domain) .*violated by row with values:\\s*(.*)", Pattern.DOTALL);
  private static final Pattern NOT_NULL =
      Pattern.compile("NOT NULL constraint violated for column: (\\S+?)\\.?(\\s|$)");

  private WriteFailure() {}

  /** The broken constraint as an error of the data when that is what failed, or the failure. */
  static Throwable explained(String table, Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var message = String.valueOf(cause.getMessage());
      var check = CHECK.matcher(message);
      if (check.find()) {
        var row = check.group(2).strip().lines().findFirst().orElse("");
        return broken(table, check.group(1), row.replaceFirst("^- ", ""), failure);
      }
      var missing = NOT_NULL.matcher(message);
      if (missing.find()) {
        return broken(table, missing.group(1) + " not null", "null", failure);
      }
    }
    return failure;
  }

  private static DataError broken(String table, String constraint, String row, Throwable failure) {
    return new DataError(
        "Cannot write %s: a row breaks its constraint %s: %s; mend the rows or the declaration in Tables"
            .formatted(table, constraint, row),
        failure);
  }
}
