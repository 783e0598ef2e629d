package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What evaluation rows are stamped with.
 *
 * @param runId night
 * @param ds the night's UTC date
 * @param seed of the bootstrap
 */
public record EvaluationRun(String runId, LocalDate ds, long seed) implements Serializable {}
