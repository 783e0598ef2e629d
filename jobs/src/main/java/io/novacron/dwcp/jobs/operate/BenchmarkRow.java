package io.novacron.dwcp.jobs.operate;

import java.util.OptionalDouble;

/**
 * One figure of ours beside a published one or a bound.
 *
 * @param data data set
 * @param model what produced the figure
 * @param metric name with unit
 * @param ours our figure; empty when the data is absent
 * @param n cases behind it
 * @param published the published figure; empty where none is known
 * @param floor what a naive method reaches, or the bound that a ratio of times must keep; empty
 *     where there is none
 */
public record BenchmarkRow(
    String data,
    String model,
    String metric,
    OptionalDouble ours,
    OptionalDouble ciLow,
    OptionalDouble ciHigh,
    long n,
    OptionalDouble published,
    OptionalDouble floor,
    Verdict verdict) {

  /** How ours stands to the published figure or to the bound. */
  public enum Verdict {
    /** Within the tolerance that the suite states. */
    MET,
    /** Outside it. */
    MISSED,
    /** There is no such data, nothing to compare with, or no published figure for it. */
    ABSENT;

    /** The word in tables and JSON. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
