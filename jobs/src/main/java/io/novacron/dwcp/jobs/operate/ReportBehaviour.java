package io.novacron.dwcp.jobs.operate;

import static io.novacron.dwcp.jobs.operate.ReportInput.CANDIDATE;

import io.novacron.dwcp.jobs.operate.ReportInput.Confusion;
import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Figure;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a model decides: confusion, features, confidence, and the search that found it. */
final class ReportBehaviour {

  private static final int TOP_FEATURES = 20;

  private ReportBehaviour() {}

  /** Counts by true and decided class, as a table with heat by share of the true class. */
  static Block confusion(Model model) {
    var dataset = model.mainDataset();
    var counts = new TreeMap<String, Map<String, Long>>();
    var classes = new TreeSet<String>();
    for (Confusion c : model.confusion()) {
      if (c.scorer().equals(CANDIDATE) && c.dataset().equals(dataset)) {
        classes.add(c.prediction());
        counts
            .computeIfAbsent(c.truth(), any -> new TreeMap<>())
            .merge(c.prediction(), c.n(), Long::sum);
      }
    }
    if (counts.isEmpty()) {
      return Block.missing("Decisions", "This model decides no classes, or none were counted.");
    }
    var columns = new ArrayList<>(Column.of("True class"));
    classes.forEach(name -> columns.add(new Column(name, true)));
    columns.add(new Column("Rows", true));
    columns.add(new Column("Found", true));
    var rows = new ArrayList<Row>();
    counts.forEach((truth, byPrediction) -> rows.add(confusionRow(truth, byPrediction, classes)));
    return Block.of(
        "Decisions",
        List.of("Rows by true class (down) and decided class (across); a tie counts as its class."),
        Table.of("Confusion on " + ReportFormat.words(model.mainDataset()), columns, rows));
  }

  private static Row confusionRow(
      String truth, Map<String, Long> byPrediction, Set<String> classes) {
    var total = byPrediction.values().stream().mapToLong(n -> n).sum();
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of(truth));
    for (var name : classes) {
      long n = byPrediction.getOrDefault(name, 0L);
      var share = total == 0 ? 0 : Math.toIntExact(Math.round(100.0 * n / total));
      cells.add(new Cell(ReportFormat.count(n), "heat", "", share));
    }
    cells.add(Cell.of(ReportFormat.count(total)));
    long hit = byPrediction.getOrDefault(truth, 0L);
    cells.add(Cell.of(total == 0 ? ReportFormat.NONE : ReportFormat.percent((double) hit / total)));
    return new Row(cells);
  }

  /** The features that the model leans on most. */
  static Block importance(Model model) {
    var points =
        points(model, "importance").stream()
            .filter(point -> point.y().isPresent())
            .sorted(Comparator.comparingDouble((CurvePoint p) -> -p.y().getAsDouble()))
            .toList();
    if (points.isEmpty()) {
      return Block.missing("Features", "No feature importance was written in this run.");
    }
    var largest = points.get(0).y().getAsDouble();
    var rows = new ArrayList<Row>();
    for (var point : points.subList(0, Math.min(TOP_FEATURES, points.size()))) {
      var y = point.y().getAsDouble();
      var share = largest > 0 ? Math.toIntExact(Math.round(100 * Math.max(0, y) / largest)) : 0;
      rows.add(
          Row.of(
              Cell.of(point.label(), "code"), new Cell(ReportFormat.number(y), "bar", "", share)));
    }
    var sentence = "%d of %d features, largest first.".formatted(rows.size(), points.size());
    return Block.of(
        "Features",
        List.of(sentence),
        Table.of("Feature importance", Column.of("Feature", "Importance"), rows));
  }

  /** Whether stated confidence is earned, and what leaving out unsure decisions would bring. */
  static Block confidence(Model model, ReportCharts charts) {
    var figures = new ArrayList<Figure>();
    var tables = new ArrayList<Table>();
    var reliability = points(model, "reliability");
    if (!reliability.isEmpty()) {
      figures.add(charts.reliability(reliability));
      tables.add(shares("Reliability", "Stated confidence", "Right", reliability));
    }
    var coverage = points(model, "coverage_accuracy");
    if (!coverage.isEmpty()) {
      figures.add(charts.coverage(coverage));
      tables.add(shares("Coverage against accuracy", "Decisions kept", "Right", coverage));
    }
    if (figures.isEmpty()) {
      return Block.missing("Confidence", "This model states no confidence, or none was counted.");
    }
    return new Block("Confidence", List.of(), figures, tables, "");
  }

  private static Table shares(String caption, String x, String y, List<CurvePoint> points) {
    var rows = new ArrayList<Row>();
    for (var point : points) {
      rows.add(
          Row.of(
              Cell.of(ReportFormat.percent(point.x())),
              point.y().isPresent()
                  ? Cell.of(ReportFormat.percent(point.y().getAsDouble()))
                  : Cell.of("no rows", "muted"),
              Cell.of(ReportFormat.count(point.n()))));
    }
    return Table.of(caption + ", numbers", Column.of("#" + x, "#" + y, "#n"), rows)
        .foldedWhenLongerThan(0);
  }

  /** The trials of the search. */
  static Block trials(Model model, ReportCharts charts) {
    var points = points(model, "trial");
    if (points.isEmpty()) {
      return Block.missing("Search", "No search trials were written in this run.");
    }
    var rows = new ArrayList<Row>();
    for (var point : points) {
      rows.add(
          Row.of(
              Cell.of(ReportFormat.number(point.x())),
              Cell.of(
                  point.y().isPresent()
                      ? ReportFormat.number(point.y().getAsDouble())
                      : "gave no score"),
              Cell.of(point.label(), "code")));
    }
    var table = Table.of("Trials", Column.of("#Trial", "#Score", "Settings"), rows);
    return new Block(
        "Search",
        List.of("%d trials of the seeded search.".formatted(points.size())),
        List.of(charts.trials(points)),
        List.of(table.foldedWhenLongerThan(0)),
        "");
  }

  private static List<CurvePoint> points(Model model, String curve) {
    var all =
        model.curves().stream()
            .filter(point -> point.curve().equals(curve) && point.scorer().equals(CANDIDATE))
            .sorted(Comparator.comparingDouble(CurvePoint::x))
            .toList();
    var dataset = model.mainDataset();
    var main = all.stream().filter(point -> point.dataset().equals(dataset)).toList();
    return main.isEmpty() ? all : main;
  }
}
