package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.error.DataError;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;

/**
 * Turns Spark's failure to read a file, which comes only when rows are asked for, into a {@link
 * DataError} that names the file.
 */
public final class ReadFailure {

  private static final Pattern FILE =
      Pattern.compile("(?:Encountered error while reading file|File) (\\S+?)(?:\\. Details|\\s|$)");

  private ReadFailure() {}

  /** An action on rows; Scala code throws the checked {@link SparkException} undeclared. */
  @FunctionalInterface
  public interface Action<T> {
    /** Runs the action. */
    T run() throws SparkException;
  }

  /**
   * Runs {@code action} and returns what it returns.
   *
   * @throws DataError naming the file, when a damaged or vanished file is what failed
   */
  public static <T> T explained(String source, Action<T> action) {
    try {
      return action.run();
    } catch (SparkException e) {
      var file = file(e);
      if (file == null) {
        throw new IllegalStateException("Spark failed on rows of " + source, e);
      }
      throw new DataError(
          "Cannot read landing of %s: the file is damaged or gone: %s; land the date again"
              .formatted(source, file),
          e);
    }
  }

  private static @Nullable String file(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var matcher = FILE.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }
}
