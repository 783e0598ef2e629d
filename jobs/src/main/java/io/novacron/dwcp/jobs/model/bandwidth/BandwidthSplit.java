package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.features.split.SplitConfig;
import io.novacron.dwcp.features.split.SplitRule;
import io.novacron.dwcp.features.split.Strata;
import io.novacron.dwcp.features.split.TimeSplit;
import io.novacron.dwcp.jobs.training.TrainingSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The split: by time with gaps, and by link, dealt evenly within each kind of path. */
final class BandwidthSplit {

  private BandwidthSplit() {}

  /**
   * Rows with {@code dataset}; those in a gap, of test links before the test, or without a truth of
   * the next step are left out.
   */
  static Dataset<Row> assign(Dataset<Row> all, SplitConfig config, long seed) {
    var rows = all.where(col("label").isNotNull());
    var range = rows.agg(min("ts"), max("ts")).head();
    if (range.isNullAt(0)) {
      throw new DataError(
          "Cannot split: no link has a window with a truth after it: 0 rows; ingest more dates, or shorten the window");
    }
    var time =
        TimeSplit.over(
            range.getTimestamp(0).toInstant(), range.getTimestamp(1).toInstant(), config);
    var rule = new SplitRule(time, config);
    var split = col(SplitRule.SPLIT);
    var seen = split.equalTo("unused").and(col(SplitRule.SPLIT_TIME).equalTo("test"));
    return Strata.deal(rows, "link", "link_type", seed)
        .withColumn(SplitRule.SPLIT, rule.split(col("ts"), col(Strata.DEALT)))
        .withColumn(SplitRule.SPLIT_TIME, rule.splitTime(col("ts")))
        .withColumn(TrainingSet.DATASET, when(seen, TrainingSet.TEST_SEEN).otherwise(split))
        .drop(SplitRule.SPLIT, SplitRule.SPLIT_TIME, Strata.DEALT)
        .where(col(TrainingSet.DATASET).isin("train", "validation", "test", "test_seen"));
  }
}
