package io.novacron.dwcp.evaluation.metric;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finishes the prepared rows of one scorer, dataset and slice into rows of {@code eval_metrics}.
 */
record MetricRows(Pass pass, EvaluationRun run, EvaluatorConfig config)
    implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String key, Iterator<Row> prepared) {
    var group = key.split("\u0000", -1);
    var metrics = group[4].equals(Exploded.ALL) ? pass.metrics() : sliced();
    var measured = pass.measure(metrics, prepared);
    var rows = new ArrayList<Row>();
    for (var m = 0; m < metrics.size(); m++) {
      var metric = metrics.get(m);
      var outcome = measured.outcome(m);
      var interval =
          outcome.value().isPresent()
              ? measured.interval(m, metric)
              : Interval.none("undefined: " + outcome.reason());
      rows.add(
          RowFactory.create(
              run.runId(),
              java.sql.Date.valueOf(run.ds()),
              group[0],
              group[1],
              role(group[2]),
              group[2],
              group[3],
              group[4],
              metric.name(),
              Rounded.orNull(outcome.value()),
              Rounded.orNull(interval.low()),
              Rounded.orNull(interval.high()),
              outcome.n(),
              method(outcome, interval)));
    }
    return rows.iterator();
  }

  private List<Metric> sliced() {
    var names = config.slices().metrics();
    return pass.metrics().stream().filter(metric -> names.contains(metric.name())).toList();
  }

  private String method(Outcome outcome, Interval interval) {
    return outcome.value().isPresent() && outcome.n() < config.minN()
        ? "insufficient: n = %d is below %d; %s"
            .formatted(outcome.n(), config.minN(), interval.method())
        : interval.method();
  }

  /** The role of a scorer: floors are baselines. */
  static String role(String scorer) {
    var kind = scorer.split(":", 2)[0];
    return kind.equals("floor") ? "baseline" : kind;
  }
}
