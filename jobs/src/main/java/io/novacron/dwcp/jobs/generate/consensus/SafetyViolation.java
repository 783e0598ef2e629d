package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serial;

/** Two honest replicas have committed different values at one position: a bug, never a result. */
public final class SafetyViolation extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  SafetyViolation(String message) {
    super(message);
  }
}
