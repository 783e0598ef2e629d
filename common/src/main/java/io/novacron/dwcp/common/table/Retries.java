package io.novacron.dwcp.common.table;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedRunnable;
import io.novacron.dwcp.common.error.InfraError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a write again when a later try may succeed: another writer's commit came between, or
 * storage failed.
 *
 * <p>Safe because a write is one Delta commit: a try that failed has left no row. What fails for
 * the same reason every time is tried once: damaged input, a broken constraint, a missing file, a
 * file system that refuses (permissions, a full disk).
 */
final class Retries {

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  /** Spark's words for rows that cannot be read: the input's fault, not the table's. */
  private static final String INPUT = "FAILED_READ_FILE";

  private final TableConfig config;

  Retries(TableConfig config) {
    this.config = config;
  }

  /**
   * Runs {@code work} until it succeeds or its attempts are used up; what is not transient is
   * thrown as it is.
   *
   * @throws InfraError when storage or other writers disturbed every attempt
   */
  void run(String table, CheckedRunnable work) {
    try {
      Failsafe.with(policy(table)).run(work);
    } catch (RuntimeException e) {
      var failure = e instanceof FailsafeException && e.getCause() != null ? e.getCause() : e;
      if (isTransient(failure)) {
        throw new InfraError(
            "Cannot write %s: storage or another writer disturbed %d attempts: %s; run the step again"
                .formatted(table, config.writeAttempts(), reason(failure)),
            failure);
      }
      throw e;
    }
  }

  private RetryPolicy<Object> policy(String table) {
    return RetryPolicy.builder()
        .handleIf(Retries::isTransient)
        .withMaxAttempts(config.writeAttempts())
        .withBackoff(Duration.ofMillis(config.firstWaitMs()), Duration.ofMillis(config.maxWaitMs()))
        .onRetry(
            event ->
                LOG.warn(
                    "{}: attempt {} failed, trying again: {}",
                    table,
                    event.getAttemptCount(),
                    event.getLastException() == null ? "-" : reason(event.getLastException())))
        .build();
  }

  /** Whether a later try may succeed. */
  static boolean isTransient(Throwable failure) {
    var found = false;
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException
          || cause instanceof FileSystemException
          || String.valueOf(cause.getMessage()).contains(INPUT)) {
        return false;
      }
      found |=
          cause instanceof DeltaConcurrentModificationException || cause instanceof IOException;
    }
    return found;
  }

  /** What lies at the root, its first line without the full stop. */
  private static String reason(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var text = String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + ": " + text.replaceFirst("[. ]+$", "");
  }
}
