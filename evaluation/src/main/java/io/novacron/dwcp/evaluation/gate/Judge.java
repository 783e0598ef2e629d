package io.novacron.dwcp.evaluation.gate;

import io.novacron.dwcp.evaluation.leak.LeakFinding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Says whether a candidate may be published: a pure function of stored numbers and gates.
 *
 * <p>A missing number, an undefined one, a missing interval end that the gate reads, and fewer rows
 * than {@code min-n} are not passes. Without a champion, gates against it do not apply; whether
 * there is one is an argument and never guessed from the numbers, or losing the champion's numbers
 * would help a candidate. Worse numbers never turn a refusal into a blessing. Where a premise
 * fails, such as that there was an event to find, the candidate is neither: it was not evaluated.
 */
public final class Judge {

  private Judge() {}

  /**
   * Judges the scorer {@code candidate}.
   *
   * @param numbers the night's numbers of one model
   * @param champion version that is served today, empty on the first night
   * @param gates conditions, at least one of them blocking
   * @param leaks what the leak guard found; every check must be there and must have passed
   */
  public static Verdict judge(
      Numbers numbers, Optional<String> champion, GateConfig gates, List<LeakFinding> leaks) {
    var served = champion.orElse(Gate.NONE);
    if (numbers.withoutCandidate()) {
      return new Verdict.NotEvaluated(served, "the candidate has no numbers", List.of());
    }
    List<GateResult> results =
        Stream.concat(
                gates.gates().stream().map(gate -> check(gate, numbers, champion.isPresent())),
                LeakGates.results(leaks).stream())
            .toList();
    return results.stream()
        .filter(GateResult::leavesNothingToJudge)
        .findFirst()
        .<Verdict>map(lack -> new Verdict.NotEvaluated(served, nothing(lack), results))
        .orElseGet(
            () ->
                results.stream().anyMatch(GateResult::refuses)
                    ? new Verdict.NotBlessed(served, results)
                    : new Verdict.Blessed(served, results));
  }

  private static String nothing(GateResult lack) {
    var gate = lack.gate();
    return "%s: nothing to judge by on %s/%s: %s"
        .formatted(gate.name(), gate.dataset(), gate.slice(), lack.reason());
  }

  private static GateResult check(Gate gate, Numbers numbers, boolean hasChampion) {
    if (gate.needsChampion() && !hasChampion) {
      return new GateResult(
          gate, OptionalDouble.empty(), 0, true, "not applied: there is no champion yet");
    }
    var observed = observe(gate, numbers);
    if (observed.value().isEmpty()) {
      return new GateResult(gate, observed.value(), 0, false, observed.note());
    }
    if (observed.n() < gate.minN()) {
      var reason =
          "insufficient: n = %d of %s on %s/%s is below min-n = %d"
              .formatted(observed.n(), gate.metric(), gate.dataset(), gate.slice(), gate.minN());
      return new GateResult(gate, observed.value(), observed.n(), false, reason);
    }
    double value = observed.value().getAsDouble();
    var passed = gate.direction().holds(value, gate.bound());
    var reason =
        "%s on %s/%s is %s, %s%s %s"
            .formatted(
                gate.subject(),
                gate.dataset(),
                gate.slice(),
                Decimals.text(value),
                passed ? "" : "not ",
                gate.direction().word(),
                Decimals.text(gate.bound()));
    return new GateResult(gate, observed.value(), observed.n(), passed, reason);
  }

  private record Observed(OptionalDouble value, long n, String note) {
    static Observed undefined(String why) {
      return new Observed(OptionalDouble.empty(), 0, why);
    }
  }

  private static Observed observe(Gate gate, Numbers numbers) {
    return switch (gate.comparison()) {
      case VALUE -> own(gate, numbers, Gate.CANDIDATE);
      case DIFFERENCE ->
          numbers
              .difference(gate)
              .map(
                  d ->
                      end(gate, new Ends(d.difference(), d.ciLow(), d.ciHigh(), d.n(), d.method())))
              .orElseGet(() -> missing(gate, "candidate against " + gate.against()));
      case RATIO -> ratio(gate, numbers);
      case REFERENCE -> own(gate, numbers, gate.against());
    };
  }

  private static Observed own(Gate gate, Numbers numbers, String scorer) {
    return numbers
        .value(gate, scorer)
        .map(v -> end(gate, new Ends(v.value(), v.ciLow(), v.ciHigh(), v.n(), v.method())))
        .orElseGet(() -> missing(gate, scorer));
  }

  private record Ends(
      OptionalDouble value, OptionalDouble low, OptionalDouble high, long n, String method) {}

  private static Observed end(Gate gate, Ends ends) {
    if (ends.n() <= 0 || !isNumber(ends.value())) {
      return Observed.undefined("no value of %s: %s".formatted(gate.subject(), ends.method()));
    }
    var read =
        switch (gate.on()) {
          case VALUE -> ends.value();
          case CI_LOW -> ends.low();
          case CI_HIGH -> ends.high();
        };
    return isNumber(read)
        ? new Observed(read, ends.n(), "")
        : Observed.undefined(
            "no %s of %s: %s".formatted(gate.on().word(), gate.subject(), ends.method()));
  }

  private static Observed ratio(Gate gate, Numbers numbers) {
    var own = numbers.value(gate, Gate.CANDIDATE);
    var other = numbers.value(gate, gate.against());
    if (own.isEmpty() || other.isEmpty()) {
      return missing(gate, own.isEmpty() ? Gate.CANDIDATE : gate.against());
    }
    if (!isNumber(own.get().value()) || !isNumber(other.get().value())) {
      return Observed.undefined("undefined: a side of the ratio has no value");
    }
    double below = other.get().value().getAsDouble();
    if (below <= 0) {
      return Observed.undefined("undefined: %s is not positive".formatted(gate.against()));
    }
    double ratio = own.get().value().getAsDouble() / below;
    return new Observed(OptionalDouble.of(ratio), Math.min(own.get().n(), other.get().n()), "");
  }

  private static boolean isNumber(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble());
  }

  private static Observed missing(Gate gate, String whose) {
    return Observed.undefined(
        "missing: no %s of %s on %s/%s"
            .formatted(gate.metric(), whose, gate.dataset(), gate.slice()));
  }
}
