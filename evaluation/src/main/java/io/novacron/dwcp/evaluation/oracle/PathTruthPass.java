package io.novacron.dwcp.evaluation.oracle;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Labels link after link; takes rows sorted by link and time. */
final class PathTruthPass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final List<Integer> HORIZONS = List.of(1, 15);
  private static final int MICROS = 1;
  private static final int ARRIVED = 2;
  private static final int BANDWIDTH = 3;
  private static final int CEILING = 7;
  private static final int NODE = 9;

  private final PathTruthConfig config;
  private final PathTruth.Grid grid;
  private final String runId;

  PathTruthPass(PathTruthConfig config, PathTruth.Grid grid, String runId) {
    this.config = config;
    this.grid = grid;
    this.runId = runId;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Links(rows);
  }

  private final class Links implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final List<Row> ahead = new ArrayList<>();
    private Iterator<Row> done = List.<Row>of().iterator();

    Links(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!done.hasNext() && (rows.hasNext() || !ahead.isEmpty())) {
        done = labels(link()).iterator();
      }
      return done.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.next();
    }

    /** All rows of the next link; the first of the link after that waits. */
    private List<Row> link() {
      var link = new ArrayList<>(ahead);
      ahead.clear();
      while (rows.hasNext() && ahead.isEmpty()) {
        var row = rows.next();
        (link.isEmpty() || link.get(0).get(0).equals(row.get(0)) ? link : ahead).add(row);
      }
      return link;
    }
  }

  private List<Row> labels(List<Row> samples) {
    var steps = new TreeMap<Long, Row>();
    var known = new HashMap<Long, Row>();
    for (var row : samples) {
      var end = grid.endOf(row.getLong(MICROS));
      steps.put(end, row);
      if (!row.isNullAt(BANDWIDTH)) {
        known.put(end, row);
      }
    }
    var references = references(samples, List.copyOf(steps.keySet()));
    var labels = new ArrayList<Row>();
    steps.forEach((end, row) -> labels.add(label(end, row, known, references.get(end), samples)));
    return labels;
  }

  /** The reference at each time, of what had arrived by then; too few samples have none. */
  private Map<Long, Double> references(List<Row> samples, List<Long> ends) {
    var arriving =
        samples.stream()
            .filter(row -> !row.isNullAt(BANDWIDTH))
            .sorted(
                Comparator.comparingLong(
                    row -> Math.max(row.getLong(ARRIVED), row.getLong(MICROS))))
            .toList();
    var held =
        new java.util.PriorityQueue<Row>(Comparator.comparingLong(row -> row.getLong(MICROS)));
    var values = new TrailingQuantile();
    var references = new HashMap<Long, Double>();
    var next = 0;
    for (var end : ends) {
      while (next < arriving.size()
          && Math.max(arriving.get(next).getLong(ARRIVED), arriving.get(next).getLong(MICROS))
              <= end) {
        held.add(arriving.get(next));
        values.add(arriving.get(next).getDouble(BANDWIDTH));
        next++;
      }
      var oldest = end - config.referenceDays() * DAY_MICROS;
      for (var row = held.peek(); row != null && row.getLong(MICROS) <= oldest; row = held.peek()) {
        values.remove(row.getDouble(BANDWIDTH));
        held.poll();
      }
      if (values.size() >= config.leastSamples()) {
        references.put(end, values.quantile(config.referenceQuantile()));
      }
    }
    return references;
  }

  private Row label(
      long end, Row row, Map<Long, Row> known, @Nullable Double reference, List<Row> samples) {
    var values = new ArrayList<@Nullable Object>();
    values.add(row.get(NODE));
    values.add(row.get(NODE + 1));
    values.add(time(end));
    values.add(row.get(NODE + 2));
    values.add(runId);
    var next = known.get(end + grid.stepMicros());
    values.add(next == null ? null : time(next.getLong(MICROS)));
    values.add(knownAt(end, known));
    values.add(last(end, samples));
    values.add(reference);
    values.add(
        next == null || reference == null
            ? null
            : config.classOf(next.getDouble(BANDWIDTH), reference));
    for (var h = 0; h < HORIZONS.size(); h++) {
      var target = known.get(end + HORIZONS.get(h) * grid.stepMicros());
      for (var i = BANDWIDTH; i < CEILING; i++) {
        values.add(target == null ? null : target.get(i));
      }
      values.add(row.get(CEILING + h));
    }
    return RowFactory.create(values.toArray());
  }

  private @Nullable Timestamp knownAt(long end, Map<Long, Row> known) {
    var latest = Long.MIN_VALUE;
    for (var horizon : HORIZONS) {
      var target = known.get(end + horizon * grid.stepMicros());
      latest = target == null ? latest : Math.max(latest, target.getLong(ARRIVED));
    }
    return latest == Long.MIN_VALUE ? null : time(latest);
  }

  /** Bandwidth of the step that ends at {@code end} as it had arrived by then. */
  private @Nullable Double last(long end, List<Row> samples) {
    var low = 0;
    var high = samples.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (samples.get(middle).getLong(MICROS) <= end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (var i = low - 1; i >= 0 && samples.get(i).getLong(MICROS) > end - grid.stepMicros(); i--) {
      if (samples.get(i).getLong(ARRIVED) <= end && !samples.get(i).isNullAt(BANDWIDTH)) {
        return samples.get(i).getDouble(BANDWIDTH);
      }
    }
    return null;
  }

  private static Timestamp time(long micros) {
    return Timestamp.from(Instant.EPOCH.plusNanos(Math.multiplyExact(micros, 1000)));
  }
}
