package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.WindowScaling;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits a forecasting LSTM on raw windows: scales them by their training part, trains with {@link
 * SequenceFit}, and joins both to a model that can be exported.
 *
 * <p>Shape: rows as {@link SequenceRows} says, but without its mask: {@code inputs} are raw values,
 * steps x inputs of the {@link io.novacron.dwcp.jobs.export.LstmSpec}, NaN in gaps; {@code targets}
 * are raw values in the units of the contract.
 *
 * <p>The network learns with each of its channels, and each target's difference from its anchor,
 * over its root mean square in the training part, so that quiet ones count as much as loud ones;
 * the weights of its first layer and of its head take the factors over afterwards.
 */
public final class LstmFit {

  private final LstmNetwork network;
  private final float floor;
  private final SequenceFit fit;
  private final SequenceFitConfig config;

  /**
   * A fit.
   *
   * @param floor least deviation of a window, over that of the training part
   */
  public LstmFit(
      LstmNetwork network, float floor, SequenceFitConfig config, Checkpoints checkpoints) {
    this(network, floor, config, checkpoints, 0);
  }

  /**
   * A fit whose weights are averaged over steps.
   *
   * @param memory of the average, see {@link SequenceFit}
   */
  public LstmFit(
      LstmNetwork network,
      float floor,
      SequenceFitConfig config,
      Checkpoints checkpoints,
      double memory) {
    this.network = network;
    this.floor = floor;
    this.config = config;
    this.fit = new SequenceFit(network, config, checkpoints, memory);
  }

  /**
   * Trains, or goes on where a training of the same rows, configuration and seed was killed.
   *
   * @throws io.novacron.dwcp.common.error.DataError when a part has no rows, a row does not fit the
   *     network, an input was never observed, or the loss leaves the numbers
   * @throws io.novacron.dwcp.common.error.InfraError when PyTorch's natives do not load
   */
  public FittedLstm fit(SequenceRows train, SequenceRows validation, long seed) {
    var training = raw(train);
    var held = raw(validation);
    try {
      var scaling = WindowMoments.scaling(training, network.spec(), floor);
      var sizes = ColumnSizes.of(encoded(training, scaling), network.spec());
      var fitted =
          fit.fitShards(
              encoded(training, scaling).map(sizes::even),
              encoded(held, scaling).map(sizes::even),
              seed);
      var weights = sizes.foldedInto(fitted.parameters());
      return new FittedLstm(new LstmModel(scaling, weights), fitted.epochs());
    } finally {
      training.unpersist(false);
      held.unpersist(false);
    }
  }

  private JavaRDD<Shard> raw(SequenceRows rows) {
    var spec = network.spec();
    var shape = new SequenceShape(spec.steps(), spec.inputs().size(), network.shape().targets());
    return Shards.ofWindows(rows, shape, config.spread().workers())
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static JavaRDD<Shard> encoded(JavaRDD<Shard> raw, WindowScaling scaling) {
    return raw.map(shard -> encoded(shard, scaling));
  }

  /** A shard as the network wants it: encoded windows, targets as differences over scales. */
  private static Shard encoded(Shard raw, WindowScaling scaling) {
    var spec = scaling.spec();
    var width = spec.steps() * spec.channels();
    var inputs = new float[Math.multiplyExact(raw.rows, width)];
    var targets = raw.targets.clone();
    var window = new float[spec.windowValues()];
    var encoded = new float[width];
    for (var row = 0; row < raw.rows; row++) {
      System.arraycopy(raw.inputs, row * window.length, window, 0, window.length);
      scaling.encode(window, encoded);
      System.arraycopy(encoded, 0, inputs, row * width, width);
      var from = row * (raw.targets.length / raw.rows);
      for (var target = 0; target < spec.targets().size(); target++) {
        targets[from + target] =
            (targets[from + target] - scaling.anchor(window, target))
                / scaling.scale(window, target);
      }
    }
    return new Shard(raw.index, inputs, raw.mask, targets, raw.weights);
  }
}
