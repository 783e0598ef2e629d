package io.novacron.dwcp.jobs.operate;

import static io.novacron.dwcp.jobs.operate.ReportInput.ALL;
import static io.novacron.dwcp.jobs.operate.ReportInput.CANDIDATE;
import static io.novacron.dwcp.jobs.operate.ReportInput.CHAMPION;

import io.novacron.dwcp.jobs.operate.ReportInput.Difference;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportPage.Block;
import io.novacron.dwcp.jobs.operate.ReportPage.Cell;
import io.novacron.dwcp.jobs.operate.ReportPage.Column;
import io.novacron.dwcp.jobs.operate.ReportPage.Figure;
import io.novacron.dwcp.jobs.operate.ReportPage.Row;
import io.novacron.dwcp.jobs.operate.ReportPage.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A model's metrics: beside floors and ceiling, against the champion, and by slice. */
final class ReportNumbers {

  private static final int MAX_FIGURES = 6;
  private static final int MAX_SLICE_METRICS = 5;

  private ReportNumbers() {}

  /** Metrics over all rows with intervals, and where floors, champion and ceilings lie. */
  static Block metrics(Model model, ReportCharts charts) {
    var headline = model.headline();
    if (headline.isEmpty()) {
      return Block.missing("Metrics", "No metric of the candidate was written in this run.");
    }
    var tables = new ArrayList<Table>();
    tables.add(headlineTable(model, headline));
    beside(model, headline).ifPresent(tables::add);
    datasets(model, headline).ifPresent(tables::add);
    return new Block(
        "Metrics",
        List.of(
            "Intervals are 95 %. Floors are naive choices that a model must beat; ceilings know"
                + " what no model can know. A dashed line is a gate's bound."),
        figures(model, headline, charts),
        tables,
        "");
  }

  private static List<Figure> figures(Model model, List<Metric> headline, ReportCharts charts) {
    var figures = new ArrayList<Figure>();
    for (var metric : headline) {
      var scorers = scorers(model, metric.metric());
      if (figures.size() < MAX_FIGURES && scorers.size() > 1) {
        figures.add(charts.intervals(metric.metric(), scorers, bound(model, metric)));
      }
    }
    return figures;
  }

  /** All scorers of a metric with a value: candidate, champion, ceilings, floors. */
  private static List<Metric> scorers(Model model, String metric) {
    var dataset = model.mainDataset();
    return model.metrics().stream()
        .filter(m -> m.metric().equals(metric) && m.value().isPresent())
        .filter(m -> m.dataset().equals(dataset) && m.slice().equals(ALL))
        .sorted(Comparator.comparing(m -> rank(m.scorer())))
        .toList();
  }

  private static int rank(String scorer) {
    return switch (scorer) {
      case CANDIDATE -> 0;
      case CHAMPION -> 1;
      default -> scorer.startsWith("ceiling") ? 2 : 3;
    };
  }

  private static OptionalDouble bound(Model model, Metric metric) {
    return gate(model, metric).map(Gate::bound).orElse(OptionalDouble.empty());
  }

  private static Optional<Gate> gate(Model model, Metric metric) {
    return model.gates().stream()
        .filter(g -> g.metric().equals(metric.metric()))
        .filter(g -> g.dataset().equals(metric.dataset()) && g.slice().equals(metric.slice()))
        .findFirst();
  }

  private static Table headlineTable(Model model, List<Metric> headline) {
    var absent = model.judgement().championBefore().isEmpty() ? "no champion" : "not scored";
    var rows = new ArrayList<Row>();
    for (var metric : headline) {
      var champion =
          scorers(model, metric.metric()).stream()
              .filter(m -> m.scorer().equals(CHAMPION))
              .findFirst();
      rows.add(
          Row.of(
              Cell.of(ReportFormat.words(metric.metric())),
              value(metric),
              Cell.of(ReportFormat.interval(metric.metric(), metric.ciLow(), metric.ciHigh())),
              Cell.of(ReportFormat.count(metric.n())),
              champion.map(m -> Cell.of(text(m))).orElse(Cell.of(absent, "muted")),
              Cell.of(metric.method(), "muted")));
    }
    return Table.of(
        "Candidate on " + ReportFormat.words(model.mainDataset()) + ", all rows",
        Column.of("Metric", "#Value", "#95 % interval", "#n", "#Champion", "How"),
        rows);
  }

  private static Cell value(Metric metric) {
    return metric.value().isPresent() ? Cell.of(text(metric)) : Cell.of("undefined", "warn");
  }

  private static String text(Metric metric) {
    return ReportFormat.value(metric.metric(), metric.value());
  }

  /** One row a scorer, one column a metric that several scorers have. */
  private static Optional<Table> beside(Model model, List<Metric> headline) {
    var shared =
        headline.stream()
            .map(Metric::metric)
            .filter(metric -> scorers(model, metric).size() > 1)
            .limit(MAX_FIGURES)
            .toList();
    var cells = new LinkedHashMap<String, Map<String, Metric>>();
    for (var metric : shared) {
      for (var scored : scorers(model, metric)) {
        cells.computeIfAbsent(scored.scorer(), any -> new LinkedHashMap<>()).put(metric, scored);
      }
    }
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(grid("Beside floors and ceilings", "Scorer", shared, cells));
  }

  /** The gated metrics on the other data sets, such as files and links that training never saw. */
  private static Optional<Table> datasets(Model model, List<Metric> headline) {
    var names = headline.stream().map(Metric::metric).limit(MAX_FIGURES).toList();
    var cells = new LinkedHashMap<String, Map<String, Metric>>();
    for (var metric : model.metrics()) {
      if (metric.scorer().equals(CANDIDATE)
          && metric.slice().equals(ALL)
          && names.contains(metric.metric())) {
        cells
            .computeIfAbsent(metric.dataset(), any -> new LinkedHashMap<>())
            .put(metric.metric(), metric);
      }
    }
    return cells.size() < 2
        ? Optional.empty()
        : Optional.of(grid("Candidate on each data set", "Data set", names, cells));
  }

  private static Table grid(
      String caption, String head, List<String> names, Map<String, Map<String, Metric>> cells) {
    var columns = new ArrayList<Column>();
    columns.add(new Column(head, false));
    names.forEach(name -> columns.add(new Column(ReportFormat.words(name), true)));
    var rows = new ArrayList<Row>();
    cells.forEach(
        (rowName, byMetric) -> {
          var row = new ArrayList<Cell>();
          row.add(Cell.of(ReportFormat.words(rowName)));
          names.forEach(name -> row.add(measured(Optional.ofNullable(byMetric.get(name)))));
          rows.add(new Row(row));
        });
    return Table.of(caption, columns, rows);
  }

  /** Value with its interval below; {@code insufficient} is said, never dropped. */
  private static Cell measured(Optional<Metric> metric) {
    if (metric.isEmpty()) {
      return Cell.of(ReportFormat.NONE, "muted");
    }
    var found = metric.get();
    if (found.value().isEmpty()) {
      var word = found.method().startsWith("insufficient") ? "insufficient" : "undefined";
      return new Cell(word, "warn", "n = " + ReportFormat.count(found.n()), 0);
    }
    var interval = ReportFormat.interval(found.metric(), found.ciLow(), found.ciHigh());
    return new Cell(text(found), "", interval.equals(ReportFormat.NONE) ? "" : interval, 0);
  }

  /** What changed since the champion, and what the floors are beaten by. */
  static Block changes(Model model) {
    var title = "What changed since the champion";
    var own = model.differences().stream().filter(d -> d.scorer().equals(CANDIDATE)).toList();
    var champion = own.stream().filter(d -> d.against().equals(CHAMPION)).toList();
    var others = own.stream().filter(d -> !d.against().equals(CHAMPION)).toList();
    var tables = new ArrayList<Table>();
    if (!champion.isEmpty()) {
      tables.add(differences("Candidate minus champion, same rows", model, champion));
    }
    if (!others.isEmpty()) {
      tables.add(
          differences("Candidate minus floors and ceilings, same rows", model, others)
              .foldedWhenLongerThan(0));
    }
    var sentence =
        champion.isEmpty() && model.judgement().championBefore().isEmpty()
            ? "No champion yet: first night. Value gates and floors only."
            : champion.isEmpty()
                ? "The champion was not scored on the same rows in this run."
                : "Both scored the same rows; intervals are paired.";
    return Block.of(title, List.of(sentence), tables.toArray(Table[]::new));
  }

  private static Table differences(String caption, Model model, List<Difference> differences) {
    var rows = new ArrayList<Row>();
    for (var d : differences) {
      rows.add(
          Row.of(
              Cell.of(ReportFormat.words(d.metric())),
              Cell.of(ReportFormat.words(d.against())),
              Cell.of(ReportFormat.words(d.dataset())),
              Cell.of(ReportFormat.difference(d.metric(), d.difference())),
              Cell.of(ReportFormat.interval(d.metric(), d.ciLow(), d.ciHigh())),
              judged(model, d),
              Cell.of(ReportFormat.count(d.n()))));
    }
    return Table.of(
        caption,
        Column.of("Metric", "Against", "Rows of", "#Change", "#95 % interval", "So", "#n"),
        rows);
  }

  /** Better or worse where a gate says which way is up; only if the interval leaves zero out. */
  private static Cell judged(Model model, Difference d) {
    if (d.ciLow().isEmpty() || d.ciHigh().isEmpty()) {
      return Cell.of("unknown", "muted");
    }
    if (d.ciLow().getAsDouble() <= 0 && d.ciHigh().getAsDouble() >= 0) {
      return Cell.of("= no clear change", "muted");
    }
    var up = d.ciLow().getAsDouble() > 0;
    var gate = model.gates().stream().filter(g -> g.metric().equals(d.metric())).findFirst();
    if (gate.isEmpty()) {
      return Cell.of(up ? "\u2191 higher" : "\u2193 lower");
    }
    return gate.get().direction().risesToPass() == up
        ? Cell.of("\u2713 better", "good")
        : Cell.of("\u2717 worse", "bad");
  }

  /** One table a dimension: the candidate's metrics by link type, size band and so on. */
  static Block slices(Model model) {
    var dataset = model.mainDataset();
    var byDimension = new LinkedHashMap<String, Map<String, Map<String, Metric>>>();
    for (var metric : model.metrics()) {
      var cut = metric.slice().indexOf('=');
      if (cut > 0 && metric.isOf(CANDIDATE, dataset, metric.slice())) {
        byDimension
            .computeIfAbsent(metric.slice().substring(0, cut), any -> new LinkedHashMap<>())
            .computeIfAbsent(metric.slice().substring(cut + 1), any -> new LinkedHashMap<>())
            .put(metric.metric(), metric);
      }
    }
    if (byDimension.isEmpty()) {
      return Block.missing("Slices", "No slices were written in this run.");
    }
    var names = sliceMetrics(model, byDimension);
    var tables = new ArrayList<Table>();
    byDimension.forEach(
        (dimension, cells) -> {
          var words = ReportFormat.words(dimension);
          tables.add(grid("By " + words, words, names, cells));
        });
    var sentence = "Too few rows for an interval are marked insufficient and pass no gate.";
    return Block.of("Slices", List.of(sentence), tables.toArray(Table[]::new));
  }

  private static List<String> sliceMetrics(
      Model model, Map<String, Map<String, Map<String, Metric>>> byDimension) {
    return byDimension.values().stream()
        .flatMap(values -> values.values().stream())
        .flatMap(metrics -> metrics.keySet().stream())
        .distinct()
        .sorted(Comparator.comparing(name -> model.isGated(name) ? 0 : 1))
        .limit(MAX_SLICE_METRICS)
        .toList();
  }
}
