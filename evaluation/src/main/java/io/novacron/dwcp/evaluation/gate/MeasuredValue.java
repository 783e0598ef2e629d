package io.novacron.dwcp.evaluation.gate;

import java.util.OptionalDouble;

/** One row of {@code eval_metrics}: a scorer's metric on a slice, with its 95 % interval. */
public record MeasuredValue(
    String metric,
    String dataset,
    String slice,
    String scorer,
    OptionalDouble value,
    OptionalDouble ciLow,
    OptionalDouble ciHigh,
    long n,
    String method) {}
