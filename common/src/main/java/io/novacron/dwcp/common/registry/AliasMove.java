package io.novacron.dwcp.common.registry;

/**
 * One row in the history of an alias; the highest sequence holds.
 *
 * @param runId run that moved it
 * @param alias champion, challenger or previous
 */
record AliasMove(
    String runId, String model, String alias, long sequence, long version, String digest) {}
