package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a network on Spark: the rows are dealt to as many tasks as there are workers; each makes
 * its own optimiser steps on its rows, and parameters and optimiser state are averaged, weighted by
 * the rows seen, at the end of each round. A round is an epoch or some steps of it.
 *
 * <p>Definition: local stochastic gradient descent (Stich, ICLR 2019) with Adam as the local
 * optimiser. After each epoch the loss of the validation rows is taken; training ends when it has
 * not become better for as long as the configuration's patience, and the parameters of the best
 * epoch are the result.
 *
 * <p>The same rows, configuration and seed give the same bits, whatever the partitions of the table
 * and the order in which tasks end. Cost: one job a round and one an epoch; rows stay with the
 * executors between them. The driver holds parameters only.
 */
public final class SequenceFit {

  private static final Logger LOG = LoggerFactory.getLogger(SequenceFit.class);

  private final SequenceNetwork network;
  private final SequenceFitConfig config;
  private final Checkpoints checkpoints;
  private final double memory;

  /**
   * A fit whose result are the parameters of the best epoch.
   *
   * @param checkpoints where epochs are kept, so that a killed training goes on
   */
  public SequenceFit(SequenceNetwork network, SequenceFitConfig config, Checkpoints checkpoints) {
    this(network, config, checkpoints, 0);
  }

  /**
   * A fit whose result is a running mean of the parameters: {@code a ← m·a + (1 − m)·p} after each
   * optimiser step, which is what validation sees (Polyak and Juditsky, 1992, with fading memory).
   *
   * @param memory m in [0, 1); 0 for the parameters themselves
   */
  public SequenceFit(
      SequenceNetwork network, SequenceFitConfig config, Checkpoints checkpoints, double memory) {
    if (!(memory >= 0 && memory < 1)) {
      throw new IllegalArgumentException("average-memory: %s; set [0, 1)".formatted(memory));
    }
    this.network = network;
    this.config = config;
    this.checkpoints = checkpoints;
    this.memory = memory;
  }

  /**
   * Trains, or goes on where a training of the same rows, configuration and seed was killed.
   *
   * @throws DataError when a part has no rows, a row does not fit the network, or the loss leaves
   *     the numbers
   * @throws io.novacron.dwcp.common.error.InfraError when PyTorch's natives do not load
   */
  public FittedSequence fit(SequenceRows train, SequenceRows validation, long seed) {
    var workers = config.spread().workers();
    return fitShards(
        Shards.of(train, network.shape(), workers),
        Shards.of(validation, network.shape(), workers),
        seed);
  }

  /** The same on shards, which stay with the executors until it ends. */
  FittedSequence fitShards(JavaRDD<Shard> train, JavaRDD<Shard> validation, long seed) {
    var training = train.persist(StorageLevel.MEMORY_AND_DISK());
    var held = validation.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return run(training, held, seed);
    } finally {
      training.unpersist(false);
      held.unpersist(false);
    }
  }

  private FittedSequence run(JavaRDD<Shard> training, JavaRDD<Shard> held, long seed) {
    var trainShards = ShardSummary.of(training, "training");
    var heldShards = ShardSummary.of(held, "validation");
    var kept = checkpoints.of(identity(seed, trainShards, heldShards));
    var progress =
        kept.flatMap(CheckpointFolder::newest).orElseGet(() -> FitProgress.start(initial(seed)));
    LOG.info(
        "training {} parameters on {} rows after epoch {}",
        progress.current().parameters.length,
        trainShards.rows(),
        progress.epochs().size());
    while (!progress.isDone(config.epochs())) {
      var batches = trainShards.batches(config.batchRows());
      progress = epoch(training, held, progress, batches, seed);
      var done = progress;
      kept.ifPresent(folder -> folder.save(done));
    }
    LOG.info(
        "best of {} epochs: {}",
        progress.epochs().size(),
        progress.epochs().get(progress.bestEpoch() - 1));
    return new FittedSequence(progress.best().averaged, progress.epochs());
  }

  private NetworkState initial(long seed) {
    return NetworkState.initial(network.parameters(), seed);
  }

  /** A digest of all that the result depends on. */
  private String identity(long seed, ShardSummary train, ShardSummary validation) {
    var parts =
        List.of(
            network.description(),
            network.parameters(),
            config,
            memory,
            seed,
            train.digest(),
            validation.digest());
    return Digests.sha256(parts.toString());
  }

  private FitProgress epoch(
      JavaRDD<Shard> training, JavaRDD<Shard> held, FitProgress progress, int batches, long seed) {
    var epoch = progress.epochs().size();
    var rate = new LearningRate(config).next(progress.losses());
    var every = config.spread().averageEverySteps();
    var steps = every == 0 ? batches : every;
    var state = progress.current();
    double loss = 0;
    double weight = 0;
    for (var first = 0; first < batches; first += steps) {
      var round = new LocalRound(network, config, seed, epoch, rate, memory, first, steps);
      var sum = sum(training, round, state, true);
      var size = state.parameters.length;
      loss += sum[LocalRound.ARRAYS * size];
      weight += sum[LocalRound.ARRAYS * size + 1];
      state = averaged(sum, size, state.steps + Math.min(steps, batches - first));
    }
    var check = new LocalRound(network, config, seed, epoch, rate, memory, 0, 0);
    var validation = sum(held, check, state, false);
    var report = new EpochReport(epoch + 1, rate, loss / weight, validation[0] / validation[1]);
    requireNumbers(report);
    LOG.debug("epoch {}", report);
    return progress.after(report, state, config.epochs().minImprovement());
  }

  private static double[] sum(
      JavaRDD<Shard> shards, LocalRound round, NetworkState state, boolean train) {
    var broadcast = JavaSparkContext.fromSparkContext(shards.context()).broadcast(state);
    try {
      return PairwiseSum.over(
          shards,
          shard ->
              train
                  ? round.train(shard, broadcast.value())
                  : round.validate(shard, broadcast.value()));
    } finally {
      broadcast.destroy();
    }
  }

  private static NetworkState averaged(double[] sum, int size, long steps) {
    var rows = sum[LocalRound.ARRAYS * size + 2];
    var arrays = new float[LocalRound.ARRAYS][size];
    for (var part = 0; part < arrays.length; part++) {
      for (var i = 0; i < size; i++) {
        arrays[part][i] = (float) (sum[part * size + i] / rows);
      }
    }
    return new NetworkState(arrays[0], arrays[1], arrays[2], arrays[3], steps);
  }

  private static void requireNumbers(EpochReport report) {
    if (!Double.isFinite(report.trainLoss()) || !Double.isFinite(report.validationLoss())) {
      throw new DataError(
          "Cannot train on sequences: the loss is no number: %s; lower adam.learning-rate or adam.clip-norm"
              .formatted(report));
    }
  }
}
