package io.novacron.dwcp.evaluation.gate;

import io.novacron.dwcp.common.run.Digests;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the judge says of a candidate; every night has one. */
public sealed interface Verdict {

  /** {@code BLESSED}, {@code NOT_BLESSED} or {@code NOT_EVALUATED}. */
  String word();

  /** Whether the champion may move to this candidate. */
  boolean mayPublish();

  /** Why, one sentence each; never empty. */
  List<String> reasons();

  /** The outcome of each gate, in the order of the configuration. */
  List<GateResult> results();

  /** Who was champion when it was judged, {@code none} on a first night. */
  String champion();

  /**
   * Canonical text: verdict, champion, reasons, one line a gate; numbers with seven significant
   * digits, so that the same numbers give the same bytes.
   */
  default String text() {
    return Stream.of(
            Stream.of("verdict " + word(), "champion " + champion()),
            reasons().stream().map(reason -> "reason " + reason),
            results().stream().map(GateResult::line))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** SHA-256 of the text. */
  default String digest() {
    return Digests.sha256(text());
  }

  /** Every blocking gate passed. */
  record Blessed(String champion, List<GateResult> results) implements Verdict {
    public Blessed {
      results = List.copyOf(results);
    }

    @Override
    public String word() {
      return "BLESSED";
    }

    @Override
    public boolean mayPublish() {
      return true;
    }

    @Override
    public List<String> reasons() {
      var blocking =
          results.stream().filter(result -> result.gate().severity() == Severity.BLOCK).count();
      return List.of("all %d blocking gates passed".formatted(blocking));
    }
  }

  /** At least one blocking gate failed. */
  record NotBlessed(String champion, List<GateResult> results) implements Verdict {
    public NotBlessed {
      results = List.copyOf(results);
    }

    @Override
    public String word() {
      return "NOT_BLESSED";
    }

    @Override
    public boolean mayPublish() {
      return false;
    }

    @Override
    public List<String> reasons() {
      return results.stream()
          .filter(GateResult::refuses)
          .map(result -> result.gate().name() + ": " + result.reason())
          .toList();
    }
  }

  /** There was nothing to judge; the reason says why. */
  record NotEvaluated(String champion, String reason, List<GateResult> results) implements Verdict {
    public NotEvaluated {
      results = List.copyOf(results);
    }

    @Override
    public String word() {
      return "NOT_EVALUATED";
    }

    @Override
    public boolean mayPublish() {
      return false;
    }

    @Override
    public List<String> reasons() {
      return List.of(reason);
    }
  }
}
