package io.novacron.dwcp.jobs.training.alarm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** Rows that are worked on in batches and handed out one by one. */
public final class Batches implements Iterator<Row> {

  private static final int BATCH_ROWS = 1024;

  private final Iterator<Row> source;
  private final UnaryOperator<List<Row>> work;
  private Iterator<Row> done = Collections.emptyIterator();

  /**
   * @param work what is made of a batch of at most 1,024 rows: as many, in their order
   */
  public Batches(Iterator<Row> source, UnaryOperator<List<Row>> work) {
    this.source = source;
    this.work = work;
  }

  @Override
  public boolean hasNext() {
    if (!done.hasNext() && source.hasNext()) {
      var batch = new ArrayList<Row>(BATCH_ROWS);
      while (batch.size() < BATCH_ROWS && source.hasNext()) {
        batch.add(source.next());
      }
      done = work.apply(batch).iterator();
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
}
