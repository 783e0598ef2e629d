package io.novacron.dwcp.evaluation.gate;

/**
 * One condition on one number.
 *
 * @param name how people speak of it
 * @param metric metric name as in {@code eval_metrics}
 * @param dataset which rows, such as {@code test}
 * @param slice {@code all} or {@code <dimension>=<value>}
 * @param comparison what is set against the bound
 * @param against the other scorer of a difference or ratio, the one of a reference, {@code none}
 *     for a value
 * @param direction side of the bound that passes
 * @param bound the bound, in the metric's unit
 * @param on which end of the interval is read
 * @param minN fewest rows that make the number count
 * @param severity whether failing refuses the candidate
 */
public record Gate(
    String name,
    String metric,
    String dataset,
    String slice,
    Comparison comparison,
    String against,
    Direction direction,
    double bound,
    ReadAt on,
    long minN,
    Severity severity) {

  /** The scorer whose numbers are judged. */
  public static final String CANDIDATE = "candidate";

  /** The scorer that is served today. */
  public static final String CHAMPION = "champion";

  /** {@code against} of a gate on the candidate's own value. */
  public static final String NONE = "none";

  /** Whether the gate asks for a champion, which the first night does not have. */
  public boolean needsChampion() {
    return against.equals(CHAMPION);
  }

  /** The same gate on another set of rows. */
  Gate onDataset(String other) {
    return new Gate(
        name, metric, other, slice, comparison, against, direction, bound, on, minN, severity);
  }

  /** The condition in one line, such as {@code accuracy on test/all at-least 0.98 (ci-low)}. */
  public String condition() {
    return "%s on %s/%s %s %s (%s)"
        .formatted(subject(), dataset, slice, direction.word(), Decimals.text(bound), on.word());
  }

  /** What is set against the bound, in words. */
  String subject() {
    return switch (comparison) {
      case VALUE -> metric;
      case DIFFERENCE -> metric + " minus " + against;
      case RATIO -> metric + " over " + against;
      case REFERENCE -> metric + " of " + against;
    };
  }
}
