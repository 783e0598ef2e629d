package io.novacron.dwcp.jobs.generate.consensus;

import java.util.OptionalDouble;

/**
 * One measured run beside ours: a row of {@code sim_benchmark}.
 *
 * @param row which measured run
 * @param publishedMs its consensus latency; empty when the file is absent
 * @param oursMs ours: the mean over placements; where somebody is crashed over those of the mode
 *     nearer to the measured run
 * @param ciLow and {@code ciHigh}: least and largest of these placements
 * @param placements how many these are
 * @param modes every mode with its mean and count
 * @param constantMs the fitted constant
 */
public record Comparison(
    String source,
    String protocol,
    String row,
    int replicas,
    int faulty,
    boolean saturated,
    OptionalDouble publishedMs,
    OptionalDouble oursMs,
    OptionalDouble ciLow,
    OptionalDouble ciHigh,
    long placements,
    String modes,
    double constantMs,
    Verdict verdict) {

  /** How ours stands to the measured run. */
  public enum Verdict {
    WITHIN,
    OUTSIDE,
    ABSENT;

    /** The word in tables. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Ours over the published figure; empty when one is. */
  public OptionalDouble ratio() {
    return publishedMs.isEmpty() || oursMs.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(oursMs.getAsDouble() / publishedMs.getAsDouble());
  }
}
