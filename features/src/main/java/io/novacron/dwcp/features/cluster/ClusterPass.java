package io.novacron.dwcp.features.cluster;

import io.novacron.dwcp.features.sequence.StepSamples;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** One pass over a partition that is sorted by cluster and time; emits the windows of the grid. */
final class ClusterPass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final int ENTITY = 0;
  private static final int MICROS = 1;
  private static final int ARRIVED = 2;
  private static final int MEASURED = 3;

  /** Telemetry's numbers in a row: one a signal, without the last, which is made of two. */
  static final int NUMBERS = ClusterSignal.values().length - 1;

  private final ClusterConfig config;

  ClusterPass(ClusterConfig config) {
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Pass(rows, config);
  }

  private static final class Pass implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final ClusterConfig config;
    private final StepSamples<ClusterSample> samples = new StepSamples<>();
    private final ArrayDeque<Row> done = new ArrayDeque<>();
    private @Nullable Row last;
    private Optional<ClusterLevel> level = Optional.empty();
    private long levelSteps;

    Pass(Iterator<Row> rows, ClusterConfig config) {
      this.rows = rows;
      this.config = config;
    }

    @Override
    public boolean hasNext() {
      while (done.isEmpty() && (rows.hasNext() || last != null)) {
        take(rows.hasNext() ? rows.next() : null);
      }
      return !done.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.removeFirst();
    }

    /** A step is over when a row of a later one comes, or one of another cluster, or none. */
    private void take(@Nullable Row row) {
      var before = last;
      var same = before != null && row != null && before.get(ENTITY).equals(row.get(ENTITY));
      if (before != null) {
        var end = config.endOf(before.getLong(MICROS));
        if (!same || end < config.endOf(Objects.requireNonNull(row).getLong(MICROS))) {
          finish(before, end);
        }
      }
      if (!same) {
        samples.clear();
        level = Optional.empty();
      }
      if (row != null) {
        samples.add(sample(row));
      }
      last = row;
    }

    private void finish(Row newest, long end) {
      samples.forgetUntil(end - config.levelMicros());
      if (level.isEmpty() || ++levelSteps >= config.levelEverySteps()) {
        level =
            ClusterLevel.of(samples.all(), end + config.delayMicros(), config.leastLevelSamples());
        levelSteps = 0;
      }
      if (level.isEmpty()) {
        return;
      }
      var steps =
          samples.of(
              new StepSamples.Window<>(
                  end,
                  end + config.delayMicros(),
                  config.stepMicros(),
                  ClusterWindow.STEPS,
                  sample -> true));
      if (steps.get(ClusterWindow.STEPS - 1) == null
          || StepSamples.hasGapLongerThan(config.longestGapSteps(), steps)) {
        return;
      }
      var window = ClusterWindow.of(steps, level.get(), (double) config.stepSeconds());
      if (window.knownShare() >= config.leastKnownShare()) {
        done.addLast(finished(newest, end + config.delayMicros(), window));
      }
    }

    private static ClusterSample sample(Row row) {
      var numbers = new double[NUMBERS];
      for (var i = 0; i < NUMBERS; i++) {
        var place = MEASURED + i;
        var isNumber = !row.isNullAt(place) && Double.isFinite(row.getDouble(place));
        numbers[i] = isNumber ? row.getDouble(place) : Double.NaN;
      }
      return new ClusterSample(row.getLong(MICROS), row.getLong(ARRIVED), numbers);
    }

    private static Row finished(Row newest, long decided, ClusterWindow window) {
      var values = new ArrayList<@Nullable Object>();
      values.add(newest.get(ENTITY));
      values.add(Timestamp.from(Instant.EPOCH.plusNanos(Math.multiplyExact(decided, 1000))));
      for (var i = MEASURED + NUMBERS; i < newest.size(); i++) {
        values.add(newest.get(i));
      }
      values.add(window.values());
      values.add(window.mask());
      for (var column : ClusterColumn.values()) {
        values.add(window.last(column));
      }
      values.add(window.averageResidual());
      values.add(window.tailRatio());
      values.add(window.knownShare());
      return RowFactory.create(values.toArray());
    }
  }
}
