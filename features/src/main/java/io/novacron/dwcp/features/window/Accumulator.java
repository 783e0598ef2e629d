package io.novacron.dwcp.features.window;

/**
 * The state of one metric in one window; values enter and leave in the same order.
 *
 * <p>Missing values never come here. {@code elapsed} is arrival in microseconds since the first row
 * of the pass. {@code value} returns NaN where the aggregate is undefined: NaN stands for missing
 * inside the pass and becomes null in the row.
 */
sealed interface Accumulator
    permits Moments, Harmonic, Decayed, Trend, Extreme, LogHistogram, Recent {

  void enter(long sequence, long elapsed, double value);

  void leave(long sequence, long elapsed, double value);

  double value(Aggregate aggregate, long elapsedNow);

  void clear();

  /** Whether rounding has grown so much that the window's values must be entered again. */
  default boolean isWorn() {
    return false;
  }

  /** The state that {@code aggregate} reads, for a window over {@code span}. */
  static Accumulator of(Aggregate aggregate, Span span) {
    return switch (aggregate) {
      case MEAN, STD, COUNT, RATIO -> new Moments();
      case MIN -> new Extreme(-1);
      case MAX -> new Extreme(1);
      case EWMA -> Decayed.over(span);
      case HARMONIC -> new Harmonic();
      case SLOPE -> new Trend();
      case MEDIAN, Q25, Q75 -> new LogHistogram();
      case LAST, AGE, CHANGE_AGE -> new Recent();
    };
  }

  /** Whether this is the state that {@code aggregate} reads. */
  default boolean serves(Aggregate aggregate) {
    return switch (aggregate) {
      case MEAN, STD, COUNT, RATIO -> this instanceof Moments;
      case MIN -> this instanceof Extreme extreme && !extreme.isMaximum();
      case MAX -> this instanceof Extreme extreme && extreme.isMaximum();
      case EWMA -> this instanceof Decayed;
      case HARMONIC -> this instanceof Harmonic;
      case SLOPE -> this instanceof Trend;
      case MEDIAN, Q25, Q75 -> this instanceof LogHistogram;
      case LAST, AGE, CHANGE_AGE -> this instanceof Recent;
    };
  }
}
