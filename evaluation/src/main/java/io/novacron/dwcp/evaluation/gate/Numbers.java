package io.novacron.dwcp.evaluation.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A night's stored numbers of one model, all scorers.
 *
 * <p>Refuses with IllegalArgumentException when one key is there twice: a gate could read either
 */
public record Numbers(List<MeasuredValue> values, List<MeasuredDifference> differences) {

  public Numbers {
    values = List.copyOf(values);
    differences = List.copyOf(differences);
    requireUnique(values, v -> List.of(v.scorer(), v.metric(), v.dataset(), v.slice()));
    requireUnique(differences, d -> List.of(d.scorer(), d.against(), d.metric(), d.dataset()));
  }

  private static <T> void requireUnique(List<T> rows, Function<T, List<String>> key) {
    rows.stream()
        .collect(Collectors.groupingBy(key, Collectors.counting()))
        .forEach(
            (k, n) -> {
              if (n > 1) {
                throw new IllegalArgumentException(
                    "Cannot judge: %d numbers for one key: %s; keep one".formatted(n, k));
              }
            });
  }

  /** Whether the candidate has no number at all, so that there is nothing to judge. */
  public boolean withoutCandidate() {
    return values.stream().noneMatch(v -> v.scorer().equals(Gate.CANDIDATE));
  }

  /** The number of one scorer that a gate speaks of. */
  Optional<MeasuredValue> value(Gate gate, String scorer) {
    return values.stream()
        .filter(v -> v.scorer().equals(scorer))
        .filter(v -> v.metric().equals(gate.metric()))
        .filter(v -> v.dataset().equals(gate.dataset()))
        .filter(v -> v.slice().equals(gate.slice()))
        .findFirst();
  }

  /** The candidate's difference against the scorer that a gate names. */
  Optional<MeasuredDifference> difference(Gate gate) {
    return differences.stream()
        .filter(d -> d.scorer().equals(Gate.CANDIDATE))
        .filter(d -> d.against().equals(gate.against()))
        .filter(d -> d.metric().equals(gate.metric()))
        .filter(d -> d.dataset().equals(gate.dataset()))
        .findFirst();
  }
}
