package io.novacron.dwcp.common.run;

import java.time.LocalDate;

/**
 * What every row of a run carries: who wrote it and for which date.
 *
 * @param ds UTC date of the night
 */
public record RunStamp(RunId id, LocalDate ds) {}
