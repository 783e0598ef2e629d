package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sinh;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import io.novacron.dwcp.jobs.training.alarm.BestColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Floors and the ceiling of the detector on the same rows. Each floor's alarm rule is chosen on
 * validation as the detector's own.
 *
 * <p>Floors look at the last step: the mean squared deviation of all signals from the cluster's
 * usual level; the ratio of 95th percentile and median as it is; the distance of the median latency
 * from its moving average, which is the runtime's rule; and the best single column. The ceiling
 * knows the cause.
 */
final class ConsensusReferences {

  private static final String MEAN_SQUARED = "floor:mean-squared-z";
  private static final String RATIO = "floor:static-ratio";
  private static final String RUNTIME = "floor:runtime-rule";
  private static final String SINGLE = "floor:single-column";
  private static final String PERFECT = "ceiling:perfect";

  /** Every scorer beside the candidate, as gates name them. */
  static final List<String> NAMES = List.of(MEAN_SQUARED, RATIO, RUNTIME, SINGLE, PERFECT);

  /** Features bend deviations so: 4 arsinh(d / 4). */
  private static final double BEND = 4;

  /** Columns that hold a signal itself, not its rise. */
  private static final List<String> SIGNALS =
      Stream.of(
              ClusterColumn.P50,
              ClusterColumn.P95,
              ClusterColumn.P99,
              ClusterColumn.QUEUE,
              ClusterColumn.PENDING,
              ClusterColumn.COMMITTED,
              ClusterColumn.LEADER,
              ClusterColumn.ACTIVE)
          .map(ConsensusReferences::now)
          .toList();

  private final ConsensusModelConfig config;

  ConsensusReferences(ConsensusModelConfig config) {
    this.config = config;
  }

  Dataset<Row> of(TrainingSet set) {
    var read =
        Stream.concat(
                Arrays.stream(ClusterColumn.values()).map(ConsensusReferences::now),
                Stream.of("tail_ratio", "average_residual"))
            .toList();
    var rows = config.scored().scorable(set.rows(), read);
    var scores = new LinkedHashMap<String, Column>();
    scores.put(MEAN_SQUARED, share(sqrt(meanSquared())));
    scores.put(RATIO, share(greatest(lit(0.0), known("tail_ratio").minus(1.0))));
    scores.put(RUNTIME, share(known("average_residual")));
    scores.put(SINGLE, share(abs(known(best(set.part(TrainingSet.VALIDATION))))));
    scores.put(PERFECT, when(col("episode_id").isNotNull(), 1.0).otherwise(0.0));
    var scorers =
        scores.entrySet().stream()
            .map(
                entry ->
                    struct(
                        lit(entry.getKey()).as(AlarmColumns.SCORER),
                        entry.getValue().as(AlarmColumns.SCORE)))
            .toArray(Column[]::new);
    var scored =
        rows.withColumn("reference", explode(array(scorers)))
            .withColumn(AlarmColumns.SCORER, col("reference." + AlarmColumns.SCORER))
            .withColumn(AlarmColumns.SCORE, col("reference." + AlarmColumns.SCORE))
            .drop("reference");
    return config.scored().of(scored, rules(rows, scores));
  }

  private Map<String, AlarmRule> rules(Dataset<Row> rows, Map<String, Column> scores) {
    var validation = rows.where(col(TrainingSet.DATASET).equalTo(TrainingSet.VALIDATION));
    var search = config.search();
    var rules = new HashMap<String, AlarmRule>();
    scores.forEach(
        (scorer, score) -> {
          if (!scorer.equals(PERFECT)) {
            search
                .choose(validation.withColumn(AlarmColumns.SCORE, score))
                .ifPresent(outcome -> rules.put(scorer, outcome.rule()));
          }
        });
    rules.put(PERFECT, new AlarmRule(1, 1, 0));
    return rules;
  }

  /** Mean over the signals of the squared deviation from the cluster's usual level. */
  private static Column meanSquared() {
    return SIGNALS.stream()
        .map(name -> sinh(known(name).divide(BEND)).multiply(BEND))
        .map(deviation -> deviation.multiply(deviation))
        .reduce(Column::plus)
        .orElseThrow()
        .divide(SIGNALS.size());
  }

  /** The column whose order tells episodes best on validation. */
  private static String best(Dataset<Row> validation) {
    var values = new HashMap<String, Column>();
    for (var column : ClusterColumn.values()) {
      values.put(now(column), abs(known(now(column))));
    }
    return BestColumn.of(validation, values, ConsensusModelConfig.ALARMS.positive());
  }

  private static String now(ClusterColumn column) {
    return "now_" + column.word();
  }

  private static Column known(String column) {
    return coalesce(col(column), lit(0.0));
  }

  /** From [0, infinity) to [0, 1), in order. */
  private static Column share(Column value) {
    return value.divide(value.plus(1.0));
  }
}
