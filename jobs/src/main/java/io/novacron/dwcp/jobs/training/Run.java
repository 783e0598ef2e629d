package io.novacron.dwcp.jobs.training;

import java.time.LocalDate;

/**
 * Which night a piece of work belongs to.
 *
 * @param runId name of the night
 * @param date its date
 * @param seed seed of everything random
 */
public record Run(String runId, LocalDate date, long seed) {}
