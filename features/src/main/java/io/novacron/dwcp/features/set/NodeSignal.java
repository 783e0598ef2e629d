package io.novacron.dwcp.features.set;

import io.novacron.dwcp.features.window.Metric;
import java.io.Serializable;

/**
 * A metric of a node, and how its values are compared.
 *
 * @param shape what makes its spread the same at every level
 * @param harm which way is bad
 * @param origin what it is measured on
 */
public record NodeSignal(Metric metric, Shape shape, Harm harm, Origin origin)
    implements Serializable {

  /** Applied to values before they are subtracted from each other. */
  public enum Shape {
    /** As it is. */
    PLAIN,
    /** Square root: counts, whose variance grows with their mean. */
    ROOT,
    /** Square root of a share of the load: besides, it varies the more the less load there is. */
    SHARE,
    /** Natural logarithm, of at least {@value #LEAST}: times and sizes, which vary by factors. */
    LOG;

    private static final double LEAST = 1e-3;

    /** The value to compare; NaN stays NaN. */
    public double of(double value) {
      return switch (this) {
        case PLAIN -> value;
        case ROOT, SHARE -> Math.sqrt(Math.max(0, value));
        case LOG -> Math.log(Math.max(LEAST, value));
      };
    }
  }

  /** Which deviations are bad. */
  public enum Harm {
    /** Larger is worse. */
    UP,
    /** Any change is bad. */
    BOTH,
    /** None: it explains, but is no fault, such as the load. */
    NONE
  }

  /** What a signal is measured on. */
  public enum Origin {
    /** The node itself, every minute. */
    NODE,
    /** Its links to some peers, every few minutes; larger values are worse. */
    LINKS
  }

  /** The metric's column. */
  public String name() {
    return metric.column();
  }

  /** A deviation as harm: positive is bad. */
  public double harmOf(double deviation) {
    return harm == Harm.BOTH ? Math.abs(deviation) : deviation;
  }
}
