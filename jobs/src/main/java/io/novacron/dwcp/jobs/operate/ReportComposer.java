package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportPage.Badge;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Fact;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Section;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Arranges a night's records into the page: verdicts, one chapter a model, data, truth, run. */
final class ReportComposer {

  private ReportComposer() {}

  static ReportPage compose(ReportInput input, ReportCharts charts) {
    var sections = new ArrayList<Section>();
    for (var i = 0; i < input.models().size(); i++) {
      sections.add(model("model-" + (i + 1), input.models().get(i), charts));
    }
    sections.add(ReportRun.data(input));
    sections.add(ReportOracle.section(input.calibration()));
    sections.add(ReportRun.run(input));
    var run = input.run();
    return new ReportPage(
        "Night of " + run.date(),
        "Run " + run.runId() + ", " + run.status(),
        facts(input),
        summary(input.models()),
        sections);
  }

  private static List<Fact> facts(ReportInput input) {
    var run = input.run();
    return List.of(
        new Fact("Attempt", Long.toString(run.attempt())),
        new Fact("Seed", Long.toString(run.seed())),
        new Fact("Suite", run.suiteVersion()),
        new Fact("Configuration", ReportFormat.shortened(run.configDigest())));
  }

  private static Table summary(List<Model> models) {
    var rows = new ArrayList<Row>();
    for (var model : models) {
      var judgement = model.judgement();
      var badge = Badge.of(judgement.verdict());
      rows.add(
          Row.of(
              Cell.of(model.name()),
              Cell.of(badge.sign() + " " + badge.text(), badge.kind()),
              Cell.of(number(judgement.version())),
              Cell.of(number(judgement.championAfter())),
              Cell.of(gates(model)),
              headline(model)));
    }
    return Table.of(
        "Verdicts",
        Column.of("Model", "Verdict", "#Version", "#Champion", "#Gates passed", "First metric"),
        rows);
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "none";
  }

  private static String gates(Model model) {
    var passed = model.gates().size() - model.failedGates().size();
    return passed + " of " + model.gates().size();
  }

  private static Cell headline(Model model) {
    if (model.headline().isEmpty()) {
      return Cell.of("none written", "muted");
    }
    var metric = model.headline().get(0);
    return new Cell(
        ReportFormat.words(metric.metric())
            + " "
            + ReportFormat.value(metric.metric(), metric.value()),
        "",
        ReportFormat.interval(metric.metric(), metric.ciLow(), metric.ciHigh()),
        0);
  }

  private static Section model(String id, Model model, ReportCharts charts) {
    var blocks = new ArrayList<Block>();
    blocks.add(ReportVerdict.block(model));
    if (model.metrics().isEmpty() && model.curves().isEmpty() && model.confusion().isEmpty()) {
      blocks.add(Block.missing("Evaluation", "Nothing was evaluated in this run."));
    } else {
      blocks.add(ReportNumbers.metrics(model, charts));
      blocks.add(ReportNumbers.changes(model));
      blocks.add(ReportNumbers.slices(model));
      blocks.add(ReportBehaviour.confusion(model));
      blocks.add(ReportBehaviour.importance(model));
      blocks.add(ReportBehaviour.confidence(model, charts));
      blocks.add(ReportBehaviour.trials(model, charts));
    }
    var badge = Badge.of(model.judgement().verdict());
    return new Section(id, "Model " + model.name(), badge, blocks);
  }
}
