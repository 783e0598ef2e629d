package io.novacron.dwcp.common.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the suite foresaw and can explain in one sentence; anything else that is thrown is
 * a bug of ours (exit code 1).
 *
 * <p>Messages read "Cannot &lt;do&gt;: &lt;what is wrong&gt;: &lt;value&gt;; &lt;remedy&gt;".
 */
public abstract sealed class SuiteException extends RuntimeException
    permits UsageError, DataError, InfraError, LockedError {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  SuiteException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The process exit code that stands for this kind of failure. */
  public int exitCode() {
    return exitCode;
  }
}
