package io.novacron.dwcp.jobs.model.consensus;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_seconds;

import io.novacron.dwcp.jobs.export.AutoencoderToOnnx;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.alarm.AlarmColumns;
import io.novacron.dwcp.jobs.training.alarm.AlarmRule;
import io.novacron.dwcp.jobs.training.alarm.ThresholdSearch.Outcome;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderFit;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderNetwork;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import io.novacron.dwcp.jobs.training.sequence.EpochReport;
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the network on normal windows of the train part. The validation part's normal windows keep
 * the epoch and weigh the errors; its labelled windows set the alarm rule.
 */
final class ConsensusFit {

  private static final Logger LOG = LoggerFactory.getLogger(ConsensusFit.class);

  private final ConsensusModelConfig config;
  private final Checkpoints checkpoints;

  ConsensusFit(ConsensusModelConfig config, Checkpoints checkpoints) {
    this.config = config;
    this.checkpoints = checkpoints;
  }

  /** Goes on where a fit of the same rows and seed was killed; forgets its epochs at the end. */
  ConsensusModel fit(TrainingSet set, long seed) {
    var settings = config.autoencoder();
    var own =
        new Checkpoints(
            checkpoints
                .folder()
                .map(all -> all.resolve(ConsensusTrainer.NAME).resolve("seed" + seed)));
    var key = set.labels().key();
    var fitted =
        new AutoencoderFit(
                new AutoencoderNetwork(config.spec()), settings.scoring(), settings.fit(), own)
            .fit(
                rows(set.part(TrainingSet.TRAIN), key, settings.everyRows()),
                rows(set.part(TrainingSet.VALIDATION), key, 1),
                seed);
    var graph = WindowGraph.of(AutoencoderToOnnx.export(fitted.model()));
    var validation =
        config.scored().scorable(set.part(TrainingSet.VALIDATION), List.of(WindowGraph.WINDOW));
    var outcome = config.search().choose(graph.score(validation).drop(WindowGraph.ERRORS));
    var notes = notes(fitted.epochs(), outcome);
    LOG.info(
        "epoch {} of {} kept, validation loss {}; event recall {} %, {} false alarms a week, {}",
        notes.epoch(),
        fitted.epochs().size(),
        notes.validationLosses().get(notes.epoch() - 1),
        outcome.map(o -> percent(o.eventRecall())).orElse("-"),
        outcome.map(Outcome::falseAlarmsPerWeek).orElse(Double.NaN),
        outcome.map(o -> o.rule().toString()).orElse("no rule"));
    var scoring = fitted.model().scoring().withThreshold((float) notes.threshold());
    var model = new ConsensusFiles(config).pack(fitted.model().with(scoring), notes, set);
    own.discard();
    return model;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private ConsensusNotes notes(List<EpochReport> epochs, Optional<Outcome> outcome) {
    var losses = epochs.stream().map(EpochReport::validationLoss).toList();
    var best = 0;
    for (var i = 1; i < losses.size(); i++) {
      best = losses.get(i) < losses.get(best) ? i : best;
    }
    var rule = outcome.map(Outcome::rule).orElse(new AlarmRule(1, 1, 0));
    return new ConsensusNotes(
        TrainingSet.VALIDATION,
        best + 1,
        epochs.stream().map(EpochReport::trainLoss).toList(),
        losses,
        outcome.isPresent(),
        rule.threshold(),
        rule.raiseAfter(),
        rule.releaseMargin());
  }

  /** Normal windows, each of so many by the grid's time. */
  private SequenceRows rows(Dataset<Row> part, List<String> key, int every) {
    var step = unix_seconds(col("ts")).divide(config.features().stepSeconds()).cast("long");
    var columns =
        java.util.stream.Stream.concat(
                key.stream().map(functions::col),
                java.util.stream.Stream.of(
                    col(WindowGraph.WINDOW).as(SequenceRows.INPUTS),
                    col("mask").as(SequenceRows.MASK),
                    array().cast("array<float>").as(SequenceRows.TARGETS),
                    lit(1f).as(SequenceRows.WEIGHT)))
            .toArray(Column[]::new);
    var normal =
        part.where(col("label").equalTo(AlarmColumns.NORMAL))
            .where(pmod(step, lit((long) every)).equalTo(0L));
    return new SequenceRows(normal.select(columns), key);
  }
}
