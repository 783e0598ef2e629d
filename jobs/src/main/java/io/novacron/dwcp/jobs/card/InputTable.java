package io.novacron.dwcp.jobs.card;

/**
 * A table that a model was made from, as it was.
 *
 * @param table its name
 * @param version its version in the lake
 * @param logSha256 SHA-256 of the log entry that made the version; {@code -} without a table
 */
public record InputTable(String table, long version, String logSha256) {}
