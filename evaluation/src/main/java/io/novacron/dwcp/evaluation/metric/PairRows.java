package io.novacron.dwcp.evaluation.metric;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finishes the prepared rows of all scorers of one dataset into rows of {@code eval_pairwise}.
 *
 * <p>Both scorers of a pair are resampled alike, so the interval is that of the paired difference
 * without joining rows; that they are the same rows is checked, see {@link Measured}.
 */
record PairRows(Pass pass, EvaluationRun run) implements FlatMapGroupsFunction<String, Row, Row> {

  private static final String CANDIDATE = "candidate";

  @Override
  public Iterator<Row> call(String key, Iterator<Row> prepared) {
    var byScorer = new TreeMap<String, List<Row>>();
    prepared.forEachRemaining(
        row -> byScorer.computeIfAbsent(row.getAs("scorer"), s -> new ArrayList<>()).add(row));
    var own = byScorer.remove(CANDIDATE);
    if (own == null) {
      return List.<Row>of().iterator();
    }
    var group = key.split("\u0000", -1);
    var candidate = pass.measure(pass.metrics(), own.iterator());
    var rows = new ArrayList<Row>();
    byScorer.forEach(
        (against, others) -> {
          var other = pass.measure(pass.metrics(), others.iterator());
          for (var m = 0; m < pass.metrics().size(); m++) {
            rows.add(row(group, against, m, new Pair(candidate, other)));
          }
        });
    return rows.iterator();
  }

  private record Pair(Measured candidate, Measured other) {

    Outcome difference(int metric) {
      if (!candidate.sameRowsAs(other)) {
        return Outcome.undefined("the two scored different rows");
      }
      var own = candidate.outcome(metric);
      var others = other.outcome(metric);
      if (own.value().isEmpty() || others.value().isEmpty()) {
        return Outcome.undefined(own.value().isEmpty() ? own.reason() : others.reason());
      }
      return Outcome.of(
          own.value().getAsDouble() - others.value().getAsDouble(), Math.min(own.n(), others.n()));
    }
  }

  private Row row(String[] group, String against, int metric, Pair pair) {
    var difference = pair.difference(metric);
    var interval =
        difference.value().isPresent()
            ? pair.candidate().difference(metric, pair.other())
            : Interval.none("undefined: " + difference.reason());
    return RowFactory.create(
        run.runId(),
        java.sql.Date.valueOf(run.ds()),
        group[0],
        CANDIDATE,
        against,
        group[1],
        pass.metrics().get(metric).name(),
        Rounded.orNull(difference.value()),
        Rounded.orNull(interval.low()),
        Rounded.orNull(interval.high()),
        difference.n(),
        interval.method());
  }
}
