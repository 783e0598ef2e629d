package io.novacron.dwcp.jobs.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.evaluation.leak.SplitRules;
import io.novacron.dwcp.evaluation.leak.SplitRules.Apart;
import io.novacron.dwcp.evaluation.leak.SplitRules.Gap;
import io.novacron.dwcp.features.split.SplitConfig;
import io.novacron.dwcp.features.split.SplitRule;
import io.novacron.dwcp.features.split.Strata;
import io.novacron.dwcp.features.split.TimeSplit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every model's split: by time with gaps, and by entity, dealt evenly within each stratum, so that
 * a test row is later than all training and of an entity that training never saw.
 *
 * @param entity column of what stays whole: a site, a node, a link
 * @param stratum column within which entities are dealt
 * @param nothing what to say when there are no rows: the fault and its remedy
 */
public record EntitySplit(String entity, String stratum, String nothing) {

  /**
   * Borders over the time that the rows cover.
   *
   * @throws DataError when there are no rows
   */
  public TimeSplit borders(Dataset<Row> rows, SplitConfig config) {
    var range = rows.agg(min("ts"), max("ts")).head();
    if (range.isNullAt(0)) {
      throw new DataError("Cannot split: " + nothing);
    }
    return TimeSplit.over(
        range.getTimestamp(0).toInstant(), range.getTimestamp(1).toInstant(), config);
  }

  /**
   * Rows with {@link TrainingSet#DATASET}; those in a gap, or of test entities before the test, are
   * left out.
   *
   * @throws DataError when there are no rows, or rows of one entity only
   */
  public Dataset<Row> assign(Dataset<Row> rows, SplitConfig config, long seed) {
    var names = rows.agg(min(entity), max(entity)).head();
    if (!names.isNullAt(0) && names.get(0).equals(names.get(1))) {
      throw new DataError(
          "Cannot split: one %s only: %s; a test part must be of others than training saw, ingest at least two"
              .formatted(entity, names.get(0)));
    }
    var rule = new SplitRule(borders(rows, config), config);
    var split = col(SplitRule.SPLIT);
    var seen = split.equalTo("unused").and(col(SplitRule.SPLIT_TIME).equalTo(TrainingSet.TEST));
    return Strata.deal(rows, entity, stratum, seed)
        .withColumn(SplitRule.SPLIT, rule.split(col("ts"), col(Strata.DEALT)))
        .withColumn(SplitRule.SPLIT_TIME, rule.splitTime(col("ts")))
        .withColumn(TrainingSet.DATASET, when(seen, TrainingSet.TEST_SEEN).otherwise(split))
        .drop(SplitRule.SPLIT, SplitRule.SPLIT_TIME, Strata.DEALT)
        .where(
            col(TrainingSet.DATASET)
                .isin(
                    TrainingSet.TRAIN,
                    TrainingSet.VALIDATION,
                    TrainingSet.TEST,
                    TrainingSet.TEST_SEEN));
  }

  /**
   * What the leak guard checks on the data of such a split.
   *
   * @param apart columns of which train and validation share no value with the test part
   * @param further pairs of parts that share no value besides
   */
  public static SplitRules rules(long gapSeconds, List<String> apart, Apart... further) {
    var pairs = new ArrayList<>(List.of(further));
    for (var column : apart) {
      pairs.add(new Apart(column, TrainingSet.TRAIN, TrainingSet.TEST));
      pairs.add(new Apart(column, TrainingSet.VALIDATION, TrainingSet.TEST));
    }
    var gaps =
        List.of(
            new Gap(TrainingSet.TRAIN, TrainingSet.VALIDATION, gapSeconds),
            new Gap(TrainingSet.VALIDATION, TrainingSet.TEST, gapSeconds));
    return new SplitRules(TrainingSet.DATASET, "ts", pairs, gaps);
  }
}
