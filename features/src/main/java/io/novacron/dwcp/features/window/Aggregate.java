package io.novacron.dwcp.features.window;

/**
 * What a window says about the non-null values of one metric. Every one is undefined, and its
 * column null, where its window holds too few values; only {@link #COUNT} is then 0.
 */
public enum Aggregate {
  /** The value that arrived last; of rows that arrived together, the one last in event order. */
  LAST("last", "Last value"),
  /** Arithmetic mean. */
  MEAN("mean", "Mean"),
  /** Sample standard deviation (n - 1); needs two values. Below 1e-12 of them it is rounding. */
  STD("std", "Sample standard deviation"),
  /** Smallest value. */
  MIN("min", "Smallest value"),
  /** Largest value. */
  MAX("max", "Largest value"),
  /**
   * Mean with weights 2^(-4 age / length): the half-life is a quarter of the window. In windows by
   * rows age and length count rows.
   */
  EWMA("ewma", "Exponentially weighted mean, half-life a quarter of the window"),
  /** n / sum(1/x); 0 as soon as one value is not positive. */
  HARMONIC("harmonic", "Harmonic mean"),
  /** How many values. */
  COUNT("count", "Number of values"),
  /** Least-squares slope over arrival time, per second; needs two arrival times. */
  SLOPE("slope", "Least-squares trend"),
  /** The lower median, rounded to the {@link LogHistogram}'s grid: at most 1 % from it. */
  MEDIAN("median", "Lower median within 1 %"),
  /** The value of rank ceil(n / 4) on the same grid. */
  Q25("q25", "Lower quartile within 1 %"),
  /** The value of rank ceil(3 n / 4) on the same grid. */
  Q75("q75", "Upper quartile within 1 %"),
  /** Mean of this window / mean of the family's longest window; null when the latter is 0. */
  RATIO("ratio", "Mean over the mean of the longest window"),
  /** Seconds since the last value arrived. */
  AGE("age", "Seconds since the last value arrived"),
  /** Seconds since a value differed from the one before it, both in the window. */
  CHANGE_AGE("change_age", "Seconds since the value last changed");

  private final String label;
  private final String description;

  Aggregate(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The aggregate in a column's name. */
  public String label() {
    return label;
  }

  /** One phrase for the data dictionary. */
  public String description() {
    return description;
  }

  /** The unit of the aggregate of a metric with {@code metricUnit}. */
  public String unit(String metricUnit) {
    return switch (this) {
      case LAST, MEAN, STD, MIN, MAX, EWMA, HARMONIC, MEDIAN, Q25, Q75 -> metricUnit;
      case COUNT -> "count";
      case SLOPE -> metricUnit + "/s";
      case RATIO -> "ratio";
      case AGE, CHANGE_AGE -> "s";
    };
  }
}
