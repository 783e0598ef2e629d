package io.novacron.dwcp.common.error;

import java.io.Serial;

/** Data breaks its declared contract; nothing that depends on it may go on. Exit code 3. */
public final class DataError extends SuiteException {

  @Serial private static final long serialVersionUID = 1L;

  public DataError(String message) {
    super(3, message, null);
  }

  public DataError(String message, Throwable cause) {
    super(3, message, cause);
  }
}
