package io.novacron.dwcp.features.window;

import java.io.Serializable;

/**
 * Which rows a window at time T covers, by their arrival.
 *
 * <p>Definition: the rows with {@code T - lag - length < arrival <= T - lag}; when {@code rows} is
 * positive, only the last {@code rows} of them. A window by rows has a length too, so that how far
 * back it can reach is known before any row is read.
 *
 * @param lengthSeconds how far the window reaches back, in seconds
 * @param rows most rows that it covers, 0 when only time bounds it
 * @param lagSeconds how long ago the window ends, in seconds
 */
public record Span(long lengthSeconds, int rows, long lagSeconds) implements Serializable {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  public Span {
    if (lengthSeconds <= 0 || rows < 0 || lagSeconds < 0) {
      throw new IllegalArgumentException(
          "span: length %d s, %d rows, lag %d s; a length is positive, rows and lag not negative"
              .formatted(lengthSeconds, rows, lagSeconds));
    }
  }

  /** The rows of the last {@code seconds}. */
  public static Span ofSeconds(long seconds) {
    return new Span(seconds, 0, 0);
  }

  /** The rows of the last {@code minutes}. */
  public static Span ofMinutes(long minutes) {
    return ofSeconds(minutes * MINUTE);
  }

  /** The last {@code rows} rows of those that arrived in the last {@code withinSeconds}. */
  public static Span ofRows(int rows, long withinSeconds) {
    if (rows < 1) {
      throw new IllegalArgumentException("span: %d rows; name at least one".formatted(rows));
    }
    return new Span(withinSeconds, rows, 0);
  }

  /** The same window, ending {@code seconds} before T. */
  public Span lagged(long seconds) {
    return new Span(lengthSeconds, rows, seconds);
  }

  /** Whether the number of rows bounds the window. */
  public boolean countsRows() {
    return rows > 0;
  }

  /** How far before T the oldest row can have arrived, in seconds. */
  public long reachSeconds() {
    return lengthSeconds + lagSeconds;
  }

  /** The window in a column's name: {@code 5m}, {@code 90s}, {@code 11rows}, {@code 5m_lag1h}. */
  public String label() {
    var window = countsRows() ? rows + "rows" : label(lengthSeconds);
    return lagSeconds == 0 ? window : window + "_lag" + label(lagSeconds);
  }

  private static String label(long seconds) {
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
