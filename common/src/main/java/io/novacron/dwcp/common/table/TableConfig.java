package io.novacron.dwcp.common.table;

/**
 * What a write does when storage or another writer disturbs it.
 *
 * @param writeAttempts tries, the first included
 * @param firstWaitMs wait before the second try, ms; doubles with every further one
 * @param maxWaitMs longest wait, ms
 */
public record TableConfig(int writeAttempts, long firstWaitMs, long maxWaitMs) {

  /** One try. */
  public static final TableConfig ONCE = new TableConfig(1, 1, 2);

  public TableConfig {
    if (writeAttempts < 1 || writeAttempts > 10) {
      throw new IllegalArgumentException(
          "write-attempts: not 1 to 10: " + writeAttempts + "; a write needs one, and must end");
    }
    if (firstWaitMs < 1 || maxWaitMs <= firstWaitMs) {
      throw new IllegalArgumentException(
          "first-wait-ms: %d, max-wait-ms: %d; the first is at least 1 and below the longest"
              .formatted(firstWaitMs, maxWaitMs));
    }
  }
}
