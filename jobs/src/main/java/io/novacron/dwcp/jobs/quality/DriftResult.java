package io.novacron.dwcp.jobs.quality;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * Drift of one column of one date.
 *
 * @param statistic {@code psi} or {@code null_share_change}
 * @param value empty where either side has nothing to compare
 * @param rows rows of the date
 * @param referenceRows rows of the dates before
 */
public record DriftResult(
    LocalDate date,
    String table,
    String column,
    String statistic,
    OptionalDouble value,
    long rows,
    long referenceRows) {}
