package io.novacron.dwcp.common.table;

import java.util.regex.Pattern;

/**
 * What every commit carries in its history: who wrote it and from what.
 *
 * @param inputDigest SHA-256 over the inputs of the written rows
 */
public record CommitInfo(String runId, String step, String inputDigest) {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:+-]{1,128}");

  public CommitInfo {
    requireSafe(runId);
    requireSafe(step);
    requireSafe(inputDigest);
  }

  private static void requireSafe(String word) {
    if (!SAFE.matcher(word).matches()) {
      throw new IllegalArgumentException("not an identifier: " + word);
    }
  }

  /** The text for Delta's {@code userMetadata}. */
  public String json() {
    return "{\"run_id\":\"%s\",\"step\":\"%s\",\"input_digest\":\"%s\"}"
        .formatted(runId, step, inputDigest);
  }
}
