package io.novacron.dwcp.common.error;

import java.io.Serial;

/** The command line or the configuration is wrong; the user can mend it. Exit code 2. */
public final class UsageError extends SuiteException {

  @Serial private static final long serialVersionUID = 1L;

  public UsageError(String message) {
    super(2, message, null);
  }

  public UsageError(String message, Throwable cause) {
    super(2, message, cause);
  }
}
