package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.AutoencoderModel;
import io.novacron.dwcp.jobs.export.AutoencoderScoring;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits an autoencoder on windows of normal operation: standardises them by their training part,
 * trains with {@link SequenceFit}, and weighs each column's error by what held-back normal windows
 * have of it.
 *
 * <p>Shape: rows as {@link SequenceRows} says, {@code inputs} as the contract has them, {@code
 * targets} empty.
 */
public final class AutoencoderFit {

  /** A column that never changes is scaled by this. */
  private static final float CONSTANT = 1;

  private final AutoencoderNetwork network;
  private final Settings settings;
  private final SequenceFitConfig config;
  private final SequenceFit fit;

  /**
   * How errors become scores.
   *
   * @param scoredSteps last steps that the score looks at
   * @param most largest error of a step, in those of held-back normal windows
   * @param half mean error, in those of held-back normal windows, at which the score is one half
   * @param distance what a mean distance of 1 from the means adds to the mean error
   * @param lasting what is added for staying on the bad side
   * @param leastError least mean squared error of a column that is weighed by, over its variance: a
   *     column that is always rebuilt exactly would outweigh all others
   */
  public record Settings(
      int scoredSteps,
      double most,
      double half,
      double distance,
      Lasting lasting,
      double leastError) {

    /**
     * What staying on the bad side adds to the mean error; see {@link AutoencoderScoring.Lasting}.
     *
     * @param steps last steps that are looked at
     * @param far so many of them have to be far
     * @param high names of the columns that are bad above their means
     * @param low names of those that are bad below
     * @param weight what a distance of 1 adds
     */
    public record Lasting(int steps, int far, List<String> high, List<String> low, double weight) {

      public Lasting {
        high = List.copyOf(high);
        low = List.copyOf(low);
        if (far < 1 || far > steps || high.size() + low.size() == 0 || !(weight >= 0)) {
          throw new IllegalArgumentException(
              "scoring.lasting: far %d of %d steps, high %s, low %s, weight %s; 1 to all, one column, at least 0"
                  .formatted(far, steps, high, low, weight));
        }
      }

      /** The names, those of {@code high} first. */
      public List<String> columns() {
        return Stream.concat(high.stream(), low.stream()).toList();
      }
    }

    public Settings {
      if (scoredSteps < 1 || !(most > 0) || !(half > 0) || !(distance >= 0) || !(leastError > 0)) {
        throw new IllegalArgumentException(
            "scored-steps: %d, most: %s, half: %s, distance: %s, least-error: %s; at least 1, at least 0 for distance, and above 0"
                .formatted(scoredSteps, most, half, distance, leastError));
      }
    }
  }

  public AutoencoderFit(
      AutoencoderNetwork network,
      Settings settings,
      SequenceFitConfig config,
      Checkpoints checkpoints) {
    this.network = network;
    this.settings = settings;
    this.config = config;
    this.fit = new SequenceFit(network, config, checkpoints);
  }

  /**
   * A model, whose threshold is not set yet, and the course of its training.
   *
   * @param epochs epochs in their order; the weights are those of the best one
   */
  public record Fitted(AutoencoderModel model, List<EpochReport> epochs) {

    public Fitted {
      epochs = List.copyOf(epochs);
    }
  }

  /**
   * Trains, or goes on where a training of the same rows, configuration and seed was killed.
   *
   * @throws DataError when a part has no rows, a row does not fit the network, or the loss leaves
   *     the numbers
   * @throws io.novacron.dwcp.common.error.InfraError when PyTorch's natives do not load
   */
  public Fitted fit(SequenceRows train, SequenceRows held, long seed) {
    var workers = config.spread().workers();
    var level = StorageLevel.MEMORY_AND_DISK();
    var training = Shards.of(train, network.shape(), workers).persist(level);
    var holding = Shards.of(held, network.shape(), workers).persist(level);
    try {
      var scoring = scoring(training);
      var fitted =
          fit.fitShards(
              training.map(shard -> standardised(shard, scoring)),
              holding.map(shard -> standardised(shard, scoring)),
              seed);
      var plain = new AutoencoderModel(network.spec(), scoring, fitted.parameters());
      return new Fitted(plain.with(weighed(plain, holding)), fitted.epochs());
    } finally {
      training.unpersist(false);
      holding.unpersist(false);
    }
  }

  /** Means and deviations of the columns over all steps, in two passes; weights are 1 for now. */
  private AutoencoderScoring scoring(JavaRDD<Shard> training) {
    var width = network.spec().columns().size();
    var first = PairwiseSum.over(training, shard -> moments(shard, new double[width]));
    if (first.length == 0 || first[width] == 0) {
      throw new DataError("Cannot train on sequences: no training rows: 0; look at earlier dates");
    }
    var means = new double[width];
    for (var i = 0; i < width; i++) {
      means[i] = first[i] / first[width];
    }
    var second = PairwiseSum.over(training, shard -> squares(shard, means));
    var centres = new ArrayList<Float>();
    var deviations = new ArrayList<Float>();
    for (var i = 0; i < width; i++) {
      var deviation = (float) Math.sqrt(second[i] / second[width]);
      centres.add((float) means[i]);
      deviations.add(deviation > 0 ? deviation : CONSTANT);
    }
    return new AutoencoderScoring(
        centres,
        deviations,
        Collections.nCopies(width, 1f),
        settings.scoredSteps(),
        (float) settings.most(),
        (float) settings.half(),
        (float) settings.distance(),
        lasting(),
        1);
  }

  private AutoencoderScoring.Lasting lasting() {
    var names = network.spec().columns().stream().map(Field::name).toList();
    var lasting = settings.lasting();
    return new AutoencoderScoring.Lasting(
        lasting.steps(),
        lasting.far(),
        lasting.high().stream().map(names::indexOf).toList(),
        lasting.low().stream().map(names::indexOf).toList(),
        (float) lasting.weight());
  }

  private static double[] moments(Shard shard, double[] origin) {
    var width = origin.length;
    var sums = new double[width + 1];
    for (var i = 0; i < shard.inputs.length; i++) {
      sums[i % width] += shard.inputs[i] - origin[i % width];
    }
    sums[width] = shard.inputs.length / (double) width;
    return sums;
  }

  private static double[] squares(Shard shard, double[] origin) {
    var width = origin.length;
    var sums = new double[width + 1];
    for (var i = 0; i < shard.inputs.length; i++) {
      var difference = shard.inputs[i] - origin[i % width];
      sums[i % width] += difference * difference;
    }
    sums[width] = shard.inputs.length / (double) width;
    return sums;
  }

  private static Shard standardised(Shard shard, AutoencoderScoring scoring) {
    var inputs = shard.inputs.clone();
    for (var i = 0; i < inputs.length; i++) {
      inputs[i] = scoring.standardised(inputs[i], i % scoring.means().size());
    }
    return new Shard(shard.index, inputs, shard.mask, shard.targets, shard.weights);
  }

  /** The weights of the columns: 1 over the mean squared error of the held-back windows. */
  private AutoencoderScoring weighed(AutoencoderModel model, JavaRDD<Shard> held) {
    var width = network.spec().columns().size();
    var weights = model.weights();
    var plain = model.scoring();
    var spec = network.spec();
    var sums =
        PairwiseSum.over(
            held,
            shard -> {
              var one = new AutoencoderModel(spec, plain, weights);
              var errors =
                  new AutoencoderErrors(one)
                      .of(FloatMatrix.of(shard.inputs.clone(), spec.windowValues()));
              var total = new double[width + 1];
              for (var row = 0; row < errors.rows(); row++) {
                for (var column = 0; column < width; column++) {
                  total[column] += errors.at(row, column);
                }
              }
              total[width] = errors.rows();
              return total;
            });
    var result = new ArrayList<Float>();
    for (var column = 0; column < width; column++) {
      var error = sums[column] / sums[width];
      result.add((float) (1 / Math.max(error, settings.leastError())));
    }
    return plain.withWeights(result);
  }
}
