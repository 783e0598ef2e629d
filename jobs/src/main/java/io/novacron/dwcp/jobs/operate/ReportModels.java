package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Judgement;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * One run's rows of the tables that speak of models, and how they are put together for each.
 *
 * @param aliases every move of the alias champion, of all runs
 */
record ReportModels(
    String runId,
    LocalDate date,
    List<Row> versions,
    List<Row> aliases,
    List<Row> metrics,
    List<Row> differences,
    List<Row> confusion,
    List<Row> curves,
    List<Row> gates,
    List<Row> events) {

  ReportModels {
    versions = List.copyOf(versions);
    aliases = List.copyOf(aliases);
    metrics = List.copyOf(metrics);
    differences = List.copyOf(differences);
    confusion = List.copyOf(confusion);
    curves = List.copyOf(curves);
    gates = List.copyOf(gates);
    events = List.copyOf(events);
  }

  /** Models that some table names. */
  Set<String> names() {
    return Stream.of(versions, metrics, gates, events)
        .flatMap(List::stream)
        .map(row -> ReportRows.text(row, "model"))
        .collect(Collectors.toSet());
  }

  /** All that the tables say about one model. */
  Model model(String name) {
    return new Model(
        name,
        judgement(name),
        of(name, metrics, ReportRows::metric),
        of(name, differences, ReportRows::difference),
        of(name, confusion, ReportRows::confusion),
        of(name, curves, ReportRows::point),
        of(name, gates, ReportRows::gate),
        of(name, events, ReportRows::event));
  }

  private Judgement judgement(String name) {
    var before = champion(name, row -> !ReportRows.text(row, "run_id").equals(runId));
    var after = champion(name, row -> true);
    return versions.stream()
        .filter(row -> ReportRows.text(row, "model").equals(name))
        .max(Comparator.comparingLong(row -> ReportRows.whole(row, "version")))
        .map(
            row ->
                new Judgement(
                    ReportRows.text(row, "verdict"),
                    ReportRows.text(row, "infra_verdict"),
                    OptionalLong.of(ReportRows.whole(row, "version")),
                    ReportRows.text(row, "digest"),
                    before,
                    after))
        .orElseGet(
            () -> new Judgement("NOT_EVALUATED", "", OptionalLong.empty(), "", before, after));
  }

  /** The version that the newest move not after the night's date points to. */
  private OptionalLong champion(String name, Predicate<Row> counts) {
    return aliases.stream()
        .filter(row -> ReportRows.text(row, "model").equals(name) && counts.test(row))
        .filter(row -> !ReportRows.date(row).isAfter(date))
        .max(Comparator.comparingLong(row -> ReportRows.whole(row, "sequence")))
        .map(row -> OptionalLong.of(ReportRows.whole(row, "version")))
        .orElse(OptionalLong.empty());
  }

  private static <T> List<T> of(String name, List<Row> rows, Function<Row, T> record) {
    return rows.stream()
        .filter(row -> ReportRows.text(row, "model").equals(name))
        .map(record)
        .toList();
  }
}
