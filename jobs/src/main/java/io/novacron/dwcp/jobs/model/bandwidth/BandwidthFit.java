package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_seconds;

import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.training.TrainingSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import io.novacron.dwcp.jobs.training.sequence.EpochReport;
import io.novacron.dwcp.jobs.training.sequence.LstmFit;
import io.novacron.dwcp.jobs.training.sequence.LstmNetwork;
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits the network on the train part; the validation part decides which epoch is kept. */
final class BandwidthFit {

  private static final Logger LOG = LoggerFactory.getLogger(BandwidthFit.class);

  private final SequenceContract contract;
  private final BandwidthModelConfig config;

  private final Checkpoints checkpoints;

  BandwidthFit(SequenceContract contract, BandwidthModelConfig config, Checkpoints checkpoints) {
    this.contract = contract;
    this.config = config;
    this.checkpoints = checkpoints;
  }

  /** Goes on where a fit of the same rows and seed was killed; forgets its epochs at the end. */
  BandwidthModel fit(TrainingSet set, long seed) {
    var settings = config.forecast();
    var spec = Quantities.spec(contract, BandwidthTrainer.nameOf(contract), config);
    var own =
        new Checkpoints(
            checkpoints.folder().map(all -> all.resolve(spec.name()).resolve("seed" + seed)));
    var fit =
        new LstmFit(
            new LstmNetwork(spec, settings.loss()),
            (float) settings.leastDeviation(),
            settings.fit(),
            own,
            settings.averageMemory());
    var fitted =
        fit.fit(
            rows(set.part(TrainingSet.TRAIN), set.labels().key(), settings.everyRows()),
            rows(set.part(TrainingSet.VALIDATION), set.labels().key(), 1),
            seed);
    var notes = notes(fitted.epochs());
    LOG.info(
        "{}: epoch {} of {} kept, validation loss {}",
        spec.name(),
        notes.epoch(),
        fitted.epochs().size(),
        notes.validationLosses().get(notes.epoch() - 1));
    var model = new BandwidthFiles(contract, config).pack(fitted.model(), notes, set);
    own.discard();
    return model;
  }

  private static BandwidthNotes notes(List<EpochReport> epochs) {
    var losses = epochs.stream().map(EpochReport::validationLoss).toList();
    var best = 0;
    for (var i = 1; i < losses.size(); i++) {
      best = losses.get(i) < losses.get(best) ? i : best;
    }
    return new BandwidthNotes(
        TrainingSet.VALIDATION,
        best + 1,
        epochs.stream().map(EpochReport::trainLoss).toList(),
        losses);
  }

  /** Windows whose truth is known at every horizon, each of so many by the grid's time. */
  private SequenceRows rows(Dataset<Row> part, List<String> key, int every) {
    var known =
        Quantities.all().stream()
            .map(quantity -> col(quantity.label()).isNotNull())
            .reduce(Column::and)
            .orElseThrow();
    var targets =
        Quantities.all().stream()
            .map(
                quantity ->
                    col(quantity.label())
                        .divide(contract.divisor(quantity.channel()))
                        .cast("float"))
            .toArray(Column[]::new);
    var step = unix_seconds(col("ts")).divide(config.sequence().stepSeconds()).cast("long");
    var rows =
        part.where(known)
            .where(pmod(step, lit((long) every)).equalTo(0L))
            .select(
                col(key.get(0)),
                col(key.get(1)),
                col(key.get(2)),
                col("window").as(SequenceRows.INPUTS),
                array(targets).as(SequenceRows.TARGETS),
                lit(1f).as(SequenceRows.WEIGHT));
    return new SequenceRows(rows, key);
  }
}
