package io.novacron.dwcp.common.registry;

/**
 * One row in the history of an alias; the highest sequence holds.
 *
 * @param runId run that moved it
 * @param alias champion, challenger or previous
 */
record AliasMove(
    String runId, String model, String alias, long sequence, long version, String digest) {

  /** The same version under another alias. */
  AliasMove as(String otherAlias, String byRunId, long itsSequence) {
    return new AliasMove(byRunId, model, otherAlias, itsSequence, version, digest);
  }
}
