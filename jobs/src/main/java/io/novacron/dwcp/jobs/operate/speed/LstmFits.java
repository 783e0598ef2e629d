package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.transform;

import io.novacron.dwcp.jobs.export.AutoencoderSpec;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.ShareClasses;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderNetwork;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import io.novacron.dwcp.jobs.training.sequence.FittedSequence;
import io.novacron.dwcp.jobs.training.sequence.LstmLoss;
import io.novacron.dwcp.jobs.training.sequence.LstmNetwork;
import io.novacron.dwcp.jobs.training.sequence.SequenceFit;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Adam;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Epochs;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Schedule;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Shape;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Spread;
import io.novacron.dwcp.jobs.training.sequence.SequenceNetwork;
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * Fits of a network on windows that Spark makes alike on every run: waves of any phase with noise.
 * A fit's time is that of its epochs after the first, so that what a fit costs once is not counted,
 * as it is not in Python.
 */
final class LstmFits {

  static final int HIDDEN = 24;
  static final int BATCH = 128;
  static final int TARGETS = 8;
  static final int EPOCHS = 10;

  private static final LstmSpec DATACENTER = spec("datacenter", 10, 6);

  private static final AutoencoderSpec CLUSTERS =
      new AutoencoderSpec("consensus", 30, fields(12), HIDDEN, 8);

  private final SparkSession spark;
  private final SpeedScale scale;
  private final SequenceNetwork network;
  private final String name;
  private final int batch;

  private LstmFits(
      SparkSession spark, SpeedScale scale, SequenceNetwork network, String name, int batch) {
    this.spark = spark;
    this.scale = scale;
    this.network = network;
    this.name = name;
    this.batch = batch;
  }

  /** Fits of the forecasting network of the contract for data centres. */
  static LstmFits forecasts(SparkSession spark, SpeedScale scale) {
    var weights = Collections.nCopies(TARGETS, 1.0);
    var loss = new LstmLoss(LstmLoss.Kind.HUBER, 6, weights, 0.1);
    return new LstmFits(spark, scale, new LstmNetwork(DATACENTER, loss), "LSTM", BATCH);
  }

  /** Fits of the detector of slow clusters. */
  static LstmFits autoencoders(SparkSession spark, SpeedScale scale) {
    return new LstmFits(
        spark, scale, new AutoencoderNetwork(CLUSTERS), "LSTM autoencoder", BATCH / 2);
  }

  private static List<Field> fields(int inputs) {
    return IntStream.range(0, inputs).mapToObj(i -> new Field("x" + i, "1")).toList();
  }

  /** The network's name in the table. */
  String name() {
    return name;
  }

  /** The contract's shape: measured columns relative to the window's mean, the calendar unseen. */
  static LstmSpec spec(String name, int steps, int inputs) {
    var fields = fields(inputs);
    return new LstmSpec(
        name,
        steps,
        fields.stream()
            .map(
                field ->
                    new Input(field, fields.indexOf(field) < 4 ? Scaling.SHAPE : Scaling.UNSEEN))
            .toList(),
        IntStream.range(0, TARGETS)
            .mapToObj(i -> new Target(new Field("y" + i, "1"), Anchor.LAST, "x" + i % 4))
            .toList(),
        new Heads(List.of(0.05, 0.95), ShareClasses.NONE),
        new Size(1, HIDDEN, 0));
  }

  record Timed(double seconds, double loss) {}

  /** The time of some epochs without what a fit costs beside them, and the last's loss. */
  Timed timed(SequenceRows windows, int workers) {
    var fits = new ArrayList<FittedSequence>();
    var few = Stopwatch.seconds(() -> fits.add(fit(windows, 1, workers)));
    var more = Stopwatch.seconds(() -> fits.add(fit(windows, 1 + EPOCHS, workers)));
    var epochs = fits.get(1).epochs();
    return new Timed(more - few, epochs.get(epochs.size() - 1).validationLoss());
  }

  FittedSequence fit(SequenceRows windows, int epochs, int workers) {
    var config =
        new SequenceFitConfig(
            new Epochs(epochs, epochs, 0),
            batch,
            new Adam(0.003, 0.9, 0.999, 1e-8, 0, 1),
            new Schedule(Shape.COSINE, 0, 0.02, 1, 1),
            new Spread(workers, 1, 0));
    return new SequenceFit(network, config, Checkpoints.none())
        .fit(windows, windows(256, 10 * scale.windows()), 1);
  }

  /** Encoded windows, and the next values of their first channel where the network has targets. */
  SequenceRows windows(int rows, int from) {
    var shape = network.shape();
    var targets =
        shape.targets() == 0
            ? array().cast("array<float>")
            : waves(shape.targets(), 1, shape.steps());
    var all =
        spark
            .range(from, (long) from + rows)
            .select(
                col("id"),
                waves(shape.steps(), shape.features(), 0).as(SequenceRows.INPUTS),
                array_repeat(lit(1f), shape.steps()).as(SequenceRows.MASK),
                targets.as(SequenceRows.TARGETS),
                lit(1f).as(SequenceRows.WEIGHT));
    return new SequenceRows(all, List.of("id"));
  }

  /** Waves of a phase a row and channel, with noise that nothing tells of. */
  private static Column waves(int steps, int channels, int from) {
    var phase = pmod(hash(col("id")), lit(6283)).divide(1000);
    return transform(
        sequence(lit(0), lit(steps * channels - 1)),
        i ->
            sin(phase
                    .plus(floor(i.divide(channels)).plus(from).multiply(0.5))
                    .plus(i.mod(channels)))
                .plus(pmod(hash(col("id"), i.plus(1000 * from)), lit(1000)).divide(500))
                .cast("float"));
  }

  String named(int windows) {
    var shape = network.shape();
    return String.format(
        Locale.ROOT, "%,d windows of %d x %d", windows, shape.steps(), shape.features());
  }
}
