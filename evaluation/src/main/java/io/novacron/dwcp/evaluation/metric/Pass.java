package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One way of getting from scored rows to metrics: sums of terms, or rows in order of scores. */
interface Pass extends Serializable {

  /** The metrics that this pass measures; none means that it need not run. */
  List<Metric> metrics();

  /**
   * What measuring needs, in few rows, with the columns {@link Exploded#GROUP}.
   *
   * @param datasets data sets whose rows are measured by slice too
   */
  Dataset<Row> prepare(Dataset<Row> scored, List<String> datasets);

  /**
   * Measures the prepared rows of one scorer, dataset and slice.
   *
   * @param wanted some of {@link #metrics}; outcomes are in their order
   */
  Measured measure(List<Metric> wanted, Iterator<Row> prepared);
}
