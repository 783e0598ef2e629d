package io.novacron.dwcp.common.error;

import java.io.Serial;

/** Storage, a native library or the cluster failed; a later try may succeed. Exit code 5. */
public final class InfraError extends SuiteException {

  @Serial private static final long serialVersionUID = 1L;

  public InfraError(String message) {
    super(5, message, null);
  }

  public InfraError(String message, Throwable cause) {
    super(5, message, cause);
  }
}
