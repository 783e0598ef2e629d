package io.novacron.dwcp.jobs.model.compression;

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

/**
 * The selector's split: by time with gaps, and by site, which has its files and links to itself.
 * The parts get their share of each link type's sites.
 */
final class SelectorSplit {

  private SelectorSplit() {}

  /** Borders over the time that the rows cover. */
  static TimeSplit borders(Dataset<Row> rows, SplitConfig config) {
    var range = rows.agg(min("ts"), max("ts")).head();
    if (range.isNullAt(0)) {
      throw new DataError("Cannot split: there are no transfers; ingest days that have some");
    }
    return TimeSplit.over(
        range.getTimestamp(0).toInstant(), range.getTimestamp(1).toInstant(), config);
  }

  /** Rows with {@code dataset}; those in a gap or of mixed groups before the test are left out. */
  static Dataset<Row> assign(Dataset<Row> rows, SplitConfig config, long seed) {
    var rule = new SplitRule(borders(rows, config), config);
    var split = col(SplitRule.SPLIT);
    var seen = split.equalTo("unused").and(col(SplitRule.SPLIT_TIME).equalTo("test"));
    return Strata.deal(rows, "site", "link_type", seed)
        .withColumn(SplitRule.SPLIT, rule.split(col("ts"), col(Strata.DEALT)))
        .withColumn(SplitRule.SPLIT_TIME, rule.splitTime(col("ts")))
        .withColumn(TrainingSet.DATASET, when(seen, TrainingSet.TEST_SEEN).otherwise(split))
        .drop(SplitRule.SPLIT, SplitRule.SPLIT_TIME, Strata.DEALT)
        .where(col(TrainingSet.DATASET).isin("train", "validation", "test", "test_seen"));
  }
}
