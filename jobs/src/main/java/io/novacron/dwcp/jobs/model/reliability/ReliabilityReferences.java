package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expm1;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.features.set.FeatureColumn;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import io.novacron.dwcp.jobs.training.alarm.BestColumn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Floors and ceilings of the detector on the same rows. A floor's threshold is chosen on validation
 * as the detector's own; the runtime's is its own default.
 */
final class ReliabilityReferences {

  private static final String MEAN_SQUARED = "floor:mean-squared-z";
  private static final String SINGLE = "floor:single-column";
  private static final String RUNTIME = "floor:runtime-rule";
  private static final String PERFECT = "ceiling:perfect";

  /** Every scorer beside the candidate, as gates name them. */
  static final List<String> NAMES = List.of(MEAN_SQUARED, SINGLE, RUNTIME, PERFECT);

  /** The z-score of one of seven metrics above which the runtime's detector speaks up. */
  private static final double RUNTIME_Z = 3;

  private static final List<String> RUNTIME_METRICS =
      List.of(
          "latency_p50_ms",
          "packet_loss_rate",
          "jitter_ms",
          "cpu_usage",
          "memory_usage",
          "error_rate");

  private final ReliabilityModelConfig config;
  private final FeatureSet inputs;

  ReliabilityReferences(ReliabilityModelConfig config, FeatureSet inputs) {
    this.config = config;
    this.inputs = inputs;
  }

  Dataset<Row> of(TrainingSet set) {
    var rows = config.scored().scorable(set.rows(), read());
    var scores = new LinkedHashMap<String, Column>();
    scores.put(MEAN_SQUARED, share(meanSquared()));
    scores.put(SINGLE, share(greatest(lit(0.0), known(best(set.part(TrainingSet.VALIDATION))))));
    scores.put(RUNTIME, share(runtime()));
    scores.put(PERFECT, when(col("label").equalTo("anomaly"), 1.0).otherwise(0.0));
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
    for (var floor : List.of(MEAN_SQUARED, SINGLE)) {
      search
          .choose(validation.withColumn(AlarmColumns.SCORE, scores.get(floor)))
          .ifPresent(outcome -> rules.put(floor, outcome.rule()));
    }
    var usual = Math.log1p(RUNTIME_Z);
    rules.put(RUNTIME, new AlarmRule(usual / (1 + usual), 1, 0));
    rules.put(PERFECT, new AlarmRule(1, 1, 0));
    return rules;
  }

  /** Every column that a floor may read. */
  private List<String> read() {
    return Stream.concat(columns("own", "_own_5m").stream(), columns("harm", "_harm_5m").stream())
        .toList();
  }

  /** Mean over the metrics of the squared deviation from the node's own past. */
  private Column meanSquared() {
    var own = columns("own", "_own_5m");
    return own.stream()
        .map(name -> expm1(abs(known(name))))
        .map(deviation -> deviation.multiply(deviation))
        .reduce(Column::plus)
        .orElseThrow()
        .divide(own.size());
  }

  /** The largest deviation of a metric that the runtime watches. */
  private static Column runtime() {
    return RUNTIME_METRICS.stream()
        .map(metric -> abs(known(metric + "_own_5m")))
        .reduce((one, other) -> greatest(one, other))
        .orElseThrow();
  }

  private List<String> columns(String family, String suffix) {
    return inputs.columns().stream()
        .filter(column -> column.family().equals(family) && column.name().endsWith(suffix))
        .map(FeatureColumn::name)
        .toList();
  }

  private static Column known(String column) {
    return coalesce(col(column), lit(0.0));
  }

  /** From [0, infinity) to [0, 1), in order. */
  private static Column share(Column value) {
    return value.divide(value.plus(1.0));
  }

  /** The column whose order tells incidents best on validation. */
  private String best(Dataset<Row> validation) {
    var values = new HashMap<String, Column>();
    columns("harm", "_harm_5m").forEach(name -> values.put(name, known(name)));
    return BestColumn.of(validation, values, ReliabilityModelConfig.ALARMS.positive());
  }
}
