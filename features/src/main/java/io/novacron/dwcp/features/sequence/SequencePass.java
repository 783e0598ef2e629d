package io.novacron.dwcp.features.sequence;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** One pass over a partition that is sorted by link and time; emits the windows of the grid. */
final class SequencePass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final int ENTITY = 0;
  private static final int MICROS = 1;
  private static final int ARRIVED = 2;
  private static final int MEASURED = 3;

  /** Columns that pass unchanged from the newest sample, after the numbers. */
  static final int CONTEXT = MEASURED + SequenceContract.TARGETS.size();

  private final SequenceContract contract;
  private final SequenceConfig config;

  SequencePass(SequenceContract contract, SequenceConfig config) {
    this.contract = contract;
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Pass(rows, contract, config);
  }

  private static final class Pass implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final SequenceContract contract;
    private final SequenceConfig config;
    private final EntitySequences entity;
    private final ArrayDeque<Row> done = new ArrayDeque<>();
    private @Nullable Row last;

    Pass(Iterator<Row> rows, SequenceContract contract, SequenceConfig config) {
      this.rows = rows;
      this.contract = contract;
      this.config = config;
      this.entity = new EntitySequences(contract, config);
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

    /** A step is over when a row of a later one comes, or one of another link, or none. */
    private void take(@Nullable Row row) {
      var before = last;
      var same = before != null && row != null && before.get(ENTITY).equals(row.get(ENTITY));
      if (before != null) {
        var end = config.endOf(before.getLong(MICROS));
        if (!same || end < config.endOf(Objects.requireNonNull(row).getLong(MICROS))) {
          entity.forgetBefore(end);
          entity.endingAt(end).ifPresent(window -> done.addLast(finished(before, end, window)));
        }
      }
      if (!same) {
        entity.clear();
      }
      if (row != null) {
        entity.add(sample(row));
      }
      last = row;
    }

    private static StepSample sample(Row row) {
      return new StepSample(
          row.getLong(MICROS),
          row.getLong(ARRIVED),
          number(row, MEASURED),
          number(row, MEASURED + 1),
          number(row, MEASURED + 2),
          number(row, MEASURED + 3));
    }

    private static double number(Row row, int place) {
      var finite = !row.isNullAt(place) && Double.isFinite(row.getDouble(place));
      return finite ? row.getDouble(place) : Double.NaN;
    }

    private Row finished(Row newest, long end, EntitySequences.Window window) {
      var ts = Instant.EPOCH.plusNanos(Math.multiplyExact(end, 1000));
      var values = new ArrayList<@Nullable Object>();
      for (var i = CONTEXT; i < newest.size(); i++) {
        values.add(newest.get(i));
      }
      values.add(Timestamp.from(ts));
      values.add(window.values());
      values.add(window.mask());
      var columns = contract.inputs().size();
      for (var c = 0; c < columns; c++) {
        values.add((double) window.values()[window.values().length - columns + c]);
      }
      values.add(mean(window.values(), columns));
      values.add(window.knownShare());
      return RowFactory.create(values.toArray());
    }

    /** Mean of a window's first channel, the bandwidth. */
    private static double mean(float[] values, int columns) {
      double sum = 0;
      for (var i = 0; i < values.length; i += columns) {
        sum += values[i];
      }
      return sum * columns / values.length;
    }
  }
}
