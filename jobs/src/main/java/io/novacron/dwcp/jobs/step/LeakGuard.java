package io.novacron.dwcp.jobs.step;

import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.DeclarationChecks;
import io.novacron.dwcp.evaluation.leak.FeatureOrigin;
import io.novacron.dwcp.evaluation.leak.Hits;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.evaluation.leak.UnitCheck;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * Every leak check of one model: those of declarations and rows before the fit, those of the fitted
 * model after it. The test part takes no part in what is measured of the model.
 *
 * @param asOf until when labels may have become known
 */
record LeakGuard(Trainer trainer, Instant asOf) {

  /** What declarations and split rows tell; about ten small Spark jobs, side by side. */
  List<LeakFinding> ofData(TrainingSet set) {
    var rules = trainer.leakRules();
    var rows = set.rows();
    List<Supplier<LeakFinding>> checks =
        List.of(
            () -> DeclarationChecks.truthRoleInInputs(origins(rules), Tables.all()),
            () ->
                DeclarationChecks.oracleInputsShared(
                    rules.oracleInputs(), rules.origins(), rules.config().allowedShared()),
            () -> RowChecks.keysUnique(rows, set.labels().key()),
            () -> RowChecks.rowAlignment(rows, rules.anchors()),
            () -> RowChecks.labelWindowAfterFeatureTime(rows, rules.window(), asOf),
            () -> RowChecks.splitOverlap(rows, rules.split()),
            () -> UnitCheck.unitSwap(rows, rules.config().suspects()),
            () -> singleFeature(set, rules));
    return Parallel.map(checks, Supplier::get);
  }

  /** Each input with its declared origin; one without origin keeps none, which is a finding. */
  private List<FeatureOrigin> origins(LeakRules rules) {
    return trainer.inputs().names().stream()
        .map(
            name ->
                rules.origins().stream()
                    .filter(origin -> origin.feature().equals(name))
                    .findFirst()
                    .orElseGet(() -> new FeatureOrigin(name, List.of())))
        .toList();
  }

  private static LeakFinding singleFeature(TrainingSet set, LeakRules rules) {
    var train = set.part(TrainingSet.TRAIN);
    var truth = rules.truth();
    var bounds = rules.config().singleFeature();
    var type = train.schema().apply(truth).dataType();
    var inputs = set.inputs().names();
    var alarm =
        type instanceof StringType
            ? SignalChecks.singleFeatureAlarm(train, inputs, truth, bounds)
            : SignalChecks.singleFeatureCorrelation(train, inputs, truth, bounds);
    return SignalChecks.withCopies(alarm, train, inputs, numbersOfTruth(set, rules));
  }

  /** Numbers of the truth but the anchors, which features may hold. */
  private static List<String> numbersOfTruth(TrainingSet set, LeakRules rules) {
    var anchors = rules.anchors().stream().map(RowChecks.Anchor::ofLabels).toList();
    return set.labels().columns().stream()
        .filter(column -> column.role() == Role.TRUTH && !anchors.contains(column.name()))
        .filter(column -> column.type() instanceof NumericType)
        .map(ColumnSpec::name)
        .toList();
  }

  /** What the fitted model tells on validation rows, beside a small fit on shuffled labels. */
  List<LeakFinding> ofModel(TrainingSet set, TrainedModel model, long seed) {
    var validation = set.with(set.part(TrainingSet.VALIDATION));
    var own = model.score(validation);
    var control = trainer.control(shuffled(set, seed), seed).score(validation);
    var hits =
        SignalChecks.hits(
            own.withColumn("scorer", lit("candidate"))
                .unionByName(control.withColumn("scorer", lit("control"))));
    var rules = trainer.leakRules();
    return List.of(
        DeclarationChecks.thresholdOrigin(rules.settings(), model.chosen()),
        SignalChecks.constantPrediction(own),
        DeclarationChecks.shuffledLabelControl(
            hits.getOrDefault("control", Hits.NONE),
            hits.getOrDefault("candidate", Hits.NONE),
            SignalChecks.blindShare(validation.rows(), rules.truth(), rules.choices())));
  }

  private static TrainingSet shuffled(TrainingSet set, long seed) {
    Dataset<Row> rows =
        SignalChecks.withShuffledLabels(
            set.forFit().rows(),
            set.labels().key(),
            set.labels().truthColumns(),
            Seeds.derive(seed, "shuffled labels"));
    return set.with(rows);
  }
}
