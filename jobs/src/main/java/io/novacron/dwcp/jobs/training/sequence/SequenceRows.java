package io.novacron.dwcp.jobs.training.sequence;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to train or validate on: the key's columns, and {@link #INPUTS}, {@link #MASK}, {@link
 * #TARGETS}, {@link #WEIGHT}, none null.
 *
 * @param rows the rows
 * @param key columns that name a row; they alone decide which task sees it, and in what order
 */
public record SequenceRows(Dataset<Row> rows, List<String> key) {

  /** {@code array<float>}, steps x features: oldest step first, features of a step together. */
  public static final String INPUTS = "inputs";

  /** {@code array<float>}, one value a step: 1 observed, 0 gap. */
  public static final String MASK = "mask";

  /** {@code array<float>}: what the loss compares with. */
  public static final String TARGETS = "targets";

  /** {@code float}: weight of the row in the loss, above 0. */
  public static final String WEIGHT = "weight";

  public SequenceRows {
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("Cannot train on rows without a key; name its columns");
    }
  }
}
