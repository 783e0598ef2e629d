package io.novacron.dwcp.evaluation.gate;

import java.util.OptionalDouble;

/** One row of {@code eval_pairwise}: scorer minus against on the same rows, all slices together. */
public record MeasuredDifference(
    String metric,
    String dataset,
    String scorer,
    String against,
    OptionalDouble difference,
    OptionalDouble ciLow,
    OptionalDouble ciHigh,
    long n,
    String method) {}
