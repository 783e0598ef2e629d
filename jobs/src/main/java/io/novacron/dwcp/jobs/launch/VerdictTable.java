package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.operate.ReportFormat;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A night's outcome as plain text for the end of a terminal session: for each model verdict,
 * version, champion, metrics with intervals, gates with failed ones first, and reasons. No line is
 * longer than {@link #WIDTH}.
 */
public final class VerdictTable {

  /** Longest line in characters. */
  public static final int WIDTH = 100;

  private static final int MAX_METRICS = 12;

  private VerdictTable() {}

  /** The table, lines ended by line feeds. */
  public static String of(ReportInput input) {
    var lines = new ArrayList<String>();
    lines.add("Run %s, night of %s".formatted(input.run().runId(), input.run().date()));
    if (input.models().isEmpty()) {
      lines.add("No model was part of this run.");
    }
    input.models().forEach(model -> model(lines, model));
    var text = new StringBuilder();
    lines.forEach(line -> text.append(cut(line, WIDTH)).append('\n'));
    return text.toString();
  }

  private static void model(List<String> lines, Model model) {
    var judgement = model.judgement();
    lines.add("");
    lines.add(
        "%s: %s   version %s   champion %s"
            .formatted(
                model.name(),
                judgement.verdict(),
                number(judgement.version()),
                number(judgement.championAfter())));
    metrics(lines, model);
    gates(lines, model);
    reasons(lines, model);
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "none";
  }

  private static void metrics(List<String> lines, Model model) {
    var headline = model.headline();
    if (headline.isEmpty()) {
      lines.add("  no metric was written");
      return;
    }
    lines.add(row("  %-38s %14s %26s %12s", "metric", "value", "95 % interval", "n"));
    for (var metric : headline.subList(0, Math.min(MAX_METRICS, headline.size()))) {
      lines.add(
          row(
              "  %-38s %14s %26s %12s",
              cut(metric.metric(), 38),
              metric.value().isPresent()
                  ? ReportFormat.value(metric.metric(), metric.value())
                  : "undefined",
              ReportFormat.interval(metric.metric(), metric.ciLow(), metric.ciHigh()),
              ReportFormat.count(metric.n())));
    }
    if (headline.size() > MAX_METRICS) {
      lines.add("  and %d more in the report".formatted(headline.size() - MAX_METRICS));
    }
  }

  private static void gates(List<String> lines, Model model) {
    if (model.gates().isEmpty()) {
      lines.add("  no gate was judged");
      return;
    }
    lines.add(row("  %-32s %-24s %14s %17s  %-7s", "gate", "rows of", "observed", "bound", ""));
    for (var gate : model.gates()) {
      lines.add(
          row(
              "  %-32s %-24s %14s %17s  %-7s",
              cut(gate.gate(), 32),
              cut(gate.dataset() + ", " + gate.slice(), 24),
              gate.observed().isPresent()
                  ? ReportFormat.value(gate.metric(), gate.observed())
                  : "undefined",
              gate.direction().sign() + " " + ReportFormat.value(gate.metric(), gate.bound()),
              outcome(gate)));
    }
  }

  private static String outcome(Gate gate) {
    if (gate.passed()) {
      return "passed";
    }
    if (gate.severity().equals("premise")) {
      return "LACKING";
    }
    return gate.blocks() ? "FAILED" : "warns";
  }

  private static void reasons(List<String> lines, Model model) {
    for (var gate : model.failedGates()) {
      lines.addAll(wrapped("  why: %s: %s".formatted(gate.gate(), gate.reason())));
    }
    for (var event : model.events()) {
      lines.addAll(wrapped("  " + event.event() + ": " + event.detail()));
    }
  }

  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split("(?<=\\S)\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("      ").append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells).stripTrailing();
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "\u2026";
  }
}
