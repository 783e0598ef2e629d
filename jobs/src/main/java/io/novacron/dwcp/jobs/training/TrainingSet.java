package io.novacron.dwcp.jobs.training;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.features.set.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Features and truth of the same keys, side by side: the one place where they meet.
 *
 * <p>Joined by key, never by order. {@link #DATASET} says what a row may be used for.
 *
 * @param rows columns of the feature table and of the label table, and {@code dataset}
 * @param inputs the model's inputs
 * @param labels where the truth columns come from
 */
public record TrainingSet(Dataset<Row> rows, FeatureSet inputs, TableSpec labels) {

  /** Labels of a few hundred bytes a row, held on every executor. */
  private static final int BROADCAST_ROWS = 250_000;

  /** Column that says what a row may be used for. */
  public static final String DATASET = "dataset";

  /** Rows to fit on. */
  public static final String TRAIN = "train";

  /** Rows to decide settings on. */
  public static final String VALIDATION = "validation";

  /** Rows later than all training, of files and links that training never saw. */
  public static final String TEST = "test";

  /** Rows as late as the test part, of files and links that training saw. */
  public static final String TEST_SEEN = "test_seen";

  /**
   * Joins by the label table's key.
   *
   * @throws DataError when a truth column is among the inputs, a key is not unique on either side,
   *     or a feature row has no label
   */
  public static TrainingSet join(
      Dataset<Row> features, Dataset<Row> labels, FeatureSet inputs, TableSpec labelTable) {
    requireNoTruth(inputs, labelTable);
    var key = labelTable.key();
    requireUnique(features, key, inputs.tableSpec().name());
    requireUnique(labels, key, labelTable.name());
    var shared = new ArrayList<>(List.of(features.columns()));
    shared.retainAll(List.of(labels.columns()));
    shared.removeAll(key);
    var truth = labels.drop(shared.toArray(String[]::new));
    var joined = features.join(small(truth), key.toArray(String[]::new));
    var unmatched =
        features.join(
            truth, scala.collection.JavaConverters.asScalaBuffer(key).toSeq(), "left_anti");
    var missing = unmatched.count();
    if (missing > 0) {
      throw new DataError(
          "Cannot join features and labels: %d rows of %s have no label in %s; run the labels step for the same dates"
              .formatted(missing, inputs.tableSpec().name(), labelTable.name()));
    }
    return new TrainingSet(joined, inputs, labelTable);
  }

  /**
   * Features are by far the wider side: where labels fit into memory, features stay where they lie.
   */
  private static Dataset<Row> small(Dataset<Row> labels) {
    return labels.limit(BROADCAST_ROWS + 1).count() > BROADCAST_ROWS ? labels : broadcast(labels);
  }

  private static void requireNoTruth(FeatureSet inputs, TableSpec labelTable) {
    var leaked = new ArrayList<>(inputs.names());
    leaked.retainAll(labelTable.truthColumns());
    if (!leaked.isEmpty()) {
      throw new DataError(
          "Cannot train: truth among the inputs (leak check truth-role-in-inputs): %s; remove it from the feature set"
              .formatted(leaked));
    }
  }

  private static void requireUnique(Dataset<Row> rows, List<String> key, String table) {
    var columns = key.stream().map(name -> col(name)).toArray(Column[]::new);
    var twice = rows.groupBy(columns).count().where(col("count").gt(1)).limit(1).collectAsList();
    if (!twice.isEmpty()) {
      throw new DataError(
          "Cannot join %s: a key occurs twice (leak check keys-unique): %s; ingest the date again"
              .formatted(table, twice.get(0)));
    }
  }

  /** The same rows under a split. */
  public TrainingSet with(Dataset<Row> splitRows) {
    return new TrainingSet(splitRows, inputs, labels);
  }

  /** The rows that a fit may see: train and validation. */
  public TrainingSet forFit() {
    return with(rows.where(col(DATASET).isin(TRAIN, VALIDATION)));
  }

  /** The rows of one part. */
  public Dataset<Row> part(String dataset) {
    return rows.where(col(DATASET).equalTo(dataset));
  }
}
