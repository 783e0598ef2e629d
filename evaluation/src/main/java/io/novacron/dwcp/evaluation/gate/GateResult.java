package io.novacron.dwcp.evaluation.gate;

import java.util.OptionalDouble;

/**
 * One gate's outcome.
 *
 * @param observed what was set against the bound; empty when undefined or not applied
 * @param n rows behind it, 0 when undefined
 * @param passed whether the condition holds; an undefined number never passes
 * @param reason one sentence
 */
public record GateResult(
    Gate gate, OptionalDouble observed, long n, boolean passed, String reason) {

  /** Whether this outcome refuses the candidate. */
  public boolean refuses() {
    return !passed && gate.severity() == Severity.BLOCK;
  }

  /** Whether without it there is nothing to judge the candidate by. */
  boolean leavesNothingToJudge() {
    return !passed && gate.severity() == Severity.PREMISE;
  }

  /** The outcome in one canonical line. */
  String line() {
    return "%s %s: %s; observed %s, n %d: %s"
        .formatted(
            gate.severity().word(),
            gate.name(),
            gate.condition(),
            Decimals.text(observed),
            n,
            reason);
  }
}
