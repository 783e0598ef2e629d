package io.novacron.dwcp.evaluation.gate;

import io.novacron.dwcp.evaluation.leak.LeakCheck;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The leak guard's findings as outcomes of gates: nothing may be found, and every check must have
 * been made.
 */
final class LeakGates {

  private LeakGates() {}

  /** One failed gate for each check that failed or was not made; one passed gate without any. */
  static List<GateResult> results(List<LeakFinding> findings) {
    var byCheck = findings.stream().collect(Collectors.groupingBy(LeakFinding::check));
    var results = new ArrayList<GateResult>();
    for (var check : LeakCheck.values()) {
      var ofCheck = byCheck.getOrDefault(check.word(), List.of());
      if (ofCheck.isEmpty()) {
        results.add(failed(check, 0, "missing: the check was not made"));
      }
      ofCheck.stream()
          .filter(finding -> !finding.passed())
          .forEach(finding -> results.add(failed(check, 1, finding.detail())));
    }
    if (results.isEmpty()) {
      var reason = "none of %d leak checks found anything".formatted(LeakCheck.values().length);
      results.add(
          new GateResult(
              gate("no-leak"), OptionalDouble.of(0), LeakCheck.values().length, true, reason));
    }
    return List.copyOf(results);
  }

  private static GateResult failed(LeakCheck check, long found, String reason) {
    var observed = found == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) found);
    return new GateResult(gate(check.word()), observed, found, false, reason);
  }

  private static Gate gate(String name) {
    return new Gate(
        name,
        "leak_findings",
        "train",
        "all",
        Comparison.VALUE,
        Gate.NONE,
        Direction.AT_MOST,
        0,
        ReadAt.VALUE,
        1,
        Severity.BLOCK);
  }
}
