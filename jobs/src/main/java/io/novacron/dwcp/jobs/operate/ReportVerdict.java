package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Event;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Judgement;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What was decided about a candidate and why: the first thing said about each model. */
final class ReportVerdict {

  private ReportVerdict() {}

  /** The decision in sentences, reasons after it, failed gates first, and the table of gates. */
  static Block block(Model model) {
    var sentences = new ArrayList<String>();
    sentences.add(decision(model));
    sentences.addAll(reasons(model));
    if (model.gates().isEmpty()) {
      sentences.add("No gate results were written for this model in this run.");
      return Block.of("Verdict", sentences);
    }
    return Block.of("Verdict", sentences, gates(model.gates()));
  }

  /** One sentence: the outcome and what it means for the champion. */
  static String decision(Model model) {
    var judgement = model.judgement();
    var version = version(judgement.version());
    if (judgement.promoted()) {
      return version + " passed every blocking gate and is champion now" + takesOver(judgement);
    }
    if (judgement.blessed()) {
      return version
          + " passed every blocking gate, yet the champion did not move ("
          + judgement.infraVerdict()
          + "). "
          + champion(judgement);
    }
    if (judgement.verdict().equals("NOT_BLESSED")) {
      var failed = model.failedGates().stream().filter(Gate::blocks).count();
      return "%s was refused: %d of %d gates that block failed. %s"
          .formatted(version, failed, blocking(model), champion(judgement));
    }
    return "No candidate was judged in this run. " + champion(judgement);
  }

  private static long blocking(Model model) {
    return model.gates().stream().filter(Gate::blocks).count();
  }

  private static String takesOver(Judgement judgement) {
    return judgement.championBefore().isPresent()
        ? "; it takes over from version " + judgement.championBefore().getAsLong() + "."
        : "; there was none before it: first night.";
  }

  private static String champion(Judgement judgement) {
    return judgement.championAfter().isPresent()
        ? "Champion stays version " + judgement.championAfter().getAsLong() + "."
        : "There is no champion yet: first night.";
  }

  private static String version(OptionalLong version) {
    return version.isPresent() ? "Version " + version.getAsLong() : "The candidate";
  }

  /** Why: each failed gate in a sentence, those that block first, then what happened. */
  static List<String> reasons(Model model) {
    var reasons = new ArrayList<String>();
    for (var gate : model.failedGates()) {
      reasons.add((gate.blocks() ? "\u2717 Failed: " : "! Warning: ") + reason(gate));
    }
    for (Event event : model.events()) {
      if (!event.detail().isBlank()) {
        reasons.add(ReportFormat.words(event.event()) + ": " + event.detail());
      }
    }
    return reasons;
  }

  private static String reason(Gate gate) {
    return gate.gate() + ": " + (gate.reason().isBlank() ? comparison(gate) : gate.reason());
  }

  /** What was compared: {@code 96.80 %, at least 97.00 %}. */
  static String comparison(Gate gate) {
    var observed =
        gate.observed().isPresent()
            ? ReportFormat.value(gate.metric(), gate.observed())
            : "undefined";
    return observed + ", " + bound(gate);
  }

  private static String bound(Gate gate) {
    return gate.direction().word().replace('-', ' ')
        + " "
        + ReportFormat.value(gate.metric(), gate.bound());
  }

  private static Table gates(List<Gate> gates) {
    var rows = new ArrayList<Row>();
    for (var gate : gates) {
      rows.add(
          Row.of(
              Cell.of(ReportFormat.words(gate.gate())),
              outcome(gate),
              gate.observed().isPresent()
                  ? Cell.of(ReportFormat.value(gate.metric(), gate.observed()))
                  : Cell.of("undefined", "warn"),
              Cell.of(bound(gate)),
              Cell.of(gate.readAt()),
              Cell.of(ReportFormat.words(gate.dataset()) + ", " + gate.slice()),
              Cell.of(ReportFormat.count(gate.n()))));
    }
    return Table.of(
        "Gates, failed ones first",
        Column.of("Gate", "Outcome", "#Observed", "#Bound", "Read at", "Rows of", "#n"),
        rows);
  }

  private static Cell outcome(Gate gate) {
    if (gate.passed() || gate.blocks()) {
      return Cell.passed(gate.passed());
    }
    return Cell.of("! warns", "warn");
  }
}
