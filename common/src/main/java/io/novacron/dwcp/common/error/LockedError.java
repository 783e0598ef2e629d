package io.novacron.dwcp.common.error;

import java.io.Serial;

/** Another run holds the lake; wait for it or name another lake. Exit code 6. */
public final class LockedError extends SuiteException {

  @Serial private static final long serialVersionUID = 1L;

  public LockedError(String message) {
    super(6, message, null);
  }

  public LockedError(String message, Throwable cause) {
    super(6, message, cause);
  }
}
