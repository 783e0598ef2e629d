package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import io.novacron.dwcp.jobs.training.alarm.ThresholdSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits every trial's forest on the train part, incidents and all, and lets the validation part
 * choose among them and set the alarm rule.
 *
 * <p>The forest never sees a label. Rows without any value of its inputs, such as a node's first
 * hours, teach it nothing and are left out.
 */
final class ReliabilityFit {

  private static final Logger LOG = LoggerFactory.getLogger(ReliabilityFit.class);

  private final ReliabilityModelConfig config;
  private final FeatureSet inputs;
  private final long seed;

  ReliabilityFit(ReliabilityModelConfig config, FeatureSet inputs, long seed) {
    this.config = config;
    this.inputs = inputs;
    this.seed = seed;
  }

  /** A trial's forest and what validation makes of it. */
  private record Tried(
      DetectorConfig.Trial trial, ForestModel forest, Optional<ThresholdSearch.Outcome> outcome) {

    double recall() {
      return outcome.map(ThresholdSearch.Outcome::eventRecall).orElse(0.0);
    }

    double falseAlarms() {
      return outcome
          .map(ThresholdSearch.Outcome::falseAlarmsPerWeek)
          .orElse(Double.POSITIVE_INFINITY);
    }
  }

  ReliabilityModel fit(TrainingSet set) {
    var contamination = contamination(set.part(TrainingSet.TRAIN));
    var tried = new ArrayList<Tried>();
    for (var trial : config.detector().trials()) {
      tried.add(attempt(trial, set));
    }
    var best =
        tried.stream()
            .min(
                Comparator.comparingDouble((Tried one) -> -one.recall())
                    .thenComparingDouble(Tried::falseAlarms))
            .orElseThrow();
    LOG.info(
        "{} kept: validation event recall {} %, {} false alarms a node and week, threshold {}",
        best.trial().name(),
        String.format(java.util.Locale.ROOT, "%.1f", 100 * best.recall()),
        String.format(java.util.Locale.ROOT, "%.2f", best.falseAlarms()),
        best.outcome().map(outcome -> Double.toString(outcome.rule().threshold())).orElse("none"));
    return packed(set, best, notes(best, tried, contamination));
  }

  private ReliabilityModel packed(TrainingSet set, Tried best, ReliabilityNotes notes) {
    var forest = best.forest().withThreshold((float) notes.threshold());
    return new ReliabilityFiles(config).pack(forest, notes, set, seed);
  }

  private Tried attempt(DetectorConfig.Trial trial, TrainingSet set) {
    var fields = fields(trial);
    var known =
        fields.stream().map(field -> col(field.name()).isNotNull()).reduce((a, b) -> a.or(b));
    var fit = new ForestFit(fields, set.labels().key(), trial.forest());
    var forest =
        fit.fit(
            set.part(TrainingSet.TRAIN).where(known.orElseThrow()),
            Seeds.derive(seed, trial.name()));
    var validation =
        config.scored().scorable(set.part(TrainingSet.VALIDATION), forest.featureNames());
    var scored = ForestScorer.score(validation, forest);
    return new Tried(trial, forest, config.search().choose(scored));
  }

  private List<Field> fields(DetectorConfig.Trial trial) {
    return inputs.columns().stream()
        .filter(trial::sees)
        .map(column -> new Field(column.name(), column.unit()))
        .toList();
  }

  private double contamination(Dataset<Row> train) {
    var share = train.agg(avg(when(col("label").equalTo("anomaly"), 1.0).otherwise(0.0))).head();
    if (share.isNullAt(0)) {
      throw new DataError(
          "Cannot fit the detector: the train part has no rows: 0; ingest more dates");
    }
    var limit = config.detector().maxContamination();
    if (share.getDouble(0) > limit) {
      throw new DataError(
          "Cannot fit the detector: too many windows of the train part lie in incidents: %.3f; at most %s, train on other dates or raise max-contamination"
              .formatted(share.getDouble(0), limit));
    }
    return share.getDouble(0);
  }

  private static ReliabilityNotes notes(Tried best, List<Tried> tried, double contamination) {
    Map<String, Double> trials = new LinkedHashMap<>();
    tried.forEach(one -> trials.put(one.trial().name(), one.recall()));
    var rule = best.outcome().map(ThresholdSearch.Outcome::rule).orElse(new AlarmRule(1, 1, 0));
    return new ReliabilityNotes(
        TrainingSet.VALIDATION,
        best.trial().name(),
        best.outcome().isPresent(),
        rule.threshold(),
        rule.raiseAfter(),
        rule.releaseMargin(),
        contamination,
        trials);
  }
}
