package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.transform;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.ShareClasses;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.export.WindowScaling;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
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
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * What forecasting networks cost: one forecast of each contract's graph, the memory of epochs, the
 * trainer beside PyTorch in Python, and two workers beside one.
 *
 * <p>The networks have the contracts' shapes and the shipped width, 24. Windows are waves of any
 * phase with noise, made by Spark alike on every run; a fit's time is that of its epochs after the
 * first, so that what a fit costs once is not counted, as it is not in Python.
 */
final class LstmSpeed {

  private static final int HIDDEN = 24;
  private static final int BATCH = 128;
  private static final int TARGETS = 8;
  private static final int CALLS = 5000;
  private static final int EPOCHS = 10;
  private static final double TAIL = 0.99;
  private static final double NANOS_A_MILLI = 1e6;

  private static final Bound FORECAST_MS = Bound.atMost(1);
  private static final Bound MIB = Bound.atMost(1);
  private static final Bound PYTHON = Bound.atLeast(0.95);
  private static final Bound WORKERS = Bound.atLeast(1.6);
  private static final Bound LOSS = Bound.atMost(0.01);

  private final SparkSession spark;
  private final SpeedScale scale;

  LstmSpeed(SparkSession spark, SpeedScale scale) {
    this.spark = spark;
    this.scale = scale;
  }

  /** The contract's shape: measured columns relative to the window's mean, the calendar unseen. */
  private static LstmSpec spec(String name, int steps, int inputs) {
    var fields = IntStream.range(0, inputs).mapToObj(i -> new Field("x" + i, "1")).toList();
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

  private static List<LstmSpec> contracts() {
    return List.of(spec("datacenter", 10, 6), spec("internet", 60, 5));
  }

  /**
   * The slowest of a hundred forecasts, one window a call on one thread, as the runtime asks: by
   * the clock, and by what the thread spent on its processor, so that other work does not count.
   */
  List<BenchmarkRow> inference() {
    var rows = new ArrayList<BenchmarkRow>();
    for (var spec : contracts()) {
      var wanted = spec.targets().subList(0, 4).stream().map(t -> t.field().name()).toList();
      try (var scorer = LstmToOnnx.contract(model(spec), wanted).open()) {
        var window = FloatMatrix.zeros(1, spec.windowValues());
        Arrays.fill(window.values(), 0.5f);
        Runnable call = () -> scorer.score(window);
        var threads = ManagementFactory.getThreadMXBean();
        tail(call, System::nanoTime);
        var name = "%s, %d x %d".formatted(spec.name(), spec.steps(), spec.inputs().size());
        var clock = repeated(() -> tail(call, System::nanoTime));
        rows.add(FORECAST_MS.row(name, "LSTM", "forecast, 99th percentile, ms", clock));
        var own = repeated(() -> tail(call, threads::getCurrentThreadCpuTime));
        rows.add(FORECAST_MS.row(name, "LSTM", "the same of processor time, ms", own));
      }
    }
    return rows;
  }

  private Ratio repeated(Supplier<Double> measured) {
    return Ratio.median(IntStream.range(0, scale.repeats()).mapToObj(i -> measured.get()).toList());
  }

  private static double tail(Runnable work, LongSupplier nanos) {
    var times = new ArrayList<Double>();
    for (var call = 0; call < CALLS; call++) {
      var start = nanos.getAsLong();
      work.run();
      times.add((nanos.getAsLong() - start) / NANOS_A_MILLI);
    }
    Collections.sort(times);
    return times.get((int) (TAIL * CALLS));
  }

  private static LstmModel model(LstmSpec spec) {
    var random = new SplittableRandom(Seeds.derive(1, "weights"));
    var weights = new float[spec.weights().stream().mapToInt(LstmSpec.Weight::size).sum()];
    for (var i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextDouble() - 0.5);
    }
    var width = spec.inputs().size() + spec.targets().size();
    var ones = Collections.nCopies(width, 1f);
    return new LstmModel(new WindowScaling(spec, ones, ones, 0.001f), weights);
  }

  /** Native memory that a hundred epochs leave behind, by fits of ten epochs on end. */
  BenchmarkRow memory() {
    var metric = "native resident memory, MiB per 100 epochs";
    var windows = windows(scale.windows() / 20, 0);
    var name = named(scale.windows() / 20);
    var measured = new ArrayList<Double>();
    for (var i = 0; i <= scale.memoryFits(); i++) {
      fit(windows, EPOCHS, 2);
      ResidentMemory.nativeMib().ifPresent(measured::add);
    }
    if (measured.size() <= scale.memoryFits()) {
      return MIB.absent(name, "LSTM", metric);
    }
    return MIB.row(name, "LSTM", metric, Ratio.median(slopes(measured)));
  }

  /**
   * Slopes between measurements half of the later half apart: their median is Theil's, and what a
   * process takes once at its start is not among them.
   */
  private static List<Double> slopes(List<Double> measured) {
    var later = measured.subList(measured.size() / 2, measured.size());
    var apart = Math.max(1, later.size() / 2);
    return IntStream.range(0, later.size() - apart)
        .mapToObj(i -> (later.get(i + apart) - later.get(i)) / apart * (100.0 / EPOCHS))
        .toList();
  }

  /** The time of one worker over that of two, and how far their losses are apart. */
  List<BenchmarkRow> workers() {
    var windows = windows(scale.windows(), 0);
    var apart = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < scale.fewRepeats(); i++) {
      var one = timed(windows, 1);
      var two = timed(windows, 2);
      ratios.add(one.seconds / two.seconds);
      apart.add(Math.abs(two.loss / one.loss - 1));
    }
    var name = named(scale.windows()) + ", " + spark.sparkContext().master();
    return List.of(
        WORKERS.row(name, "LSTM", "T(one worker) / T(two workers), epochs", Ratio.median(ratios)),
        LOSS.row(name, "LSTM", "two workers' validation loss off one's", Ratio.median(apart)));
  }

  /** The time of PyTorch's epochs over ours: the same windows, batches and threads. */
  BenchmarkRow besidePython(PythonFit torch) {
    var metric = "T(PyTorch in Python) / T, epochs";
    var name = named(scale.windows());
    var windows = windows(scale.windows(), 0);
    var spec = contracts().get(0);
    var columns = new ArrayList<Column>();
    IntStream.range(0, spec.steps() * spec.channels())
        .forEach(i -> columns.add(col(SequenceRows.INPUTS).getItem(i).cast("double")));
    IntStream.range(0, TARGETS)
        .forEach(i -> columns.add(col(SequenceRows.TARGETS).getItem(i).cast("double")));
    var numbers = windows.rows().select(columns.toArray(Column[]::new));
    var started = torch.start(numbers, spec.steps(), spec.channels(), TARGETS, HIDDEN, BATCH);
    if (started.isEmpty()) {
      return PYTHON.absent(name, "LSTM", metric);
    }
    try (var running = started.get()) {
      running.seconds(1);
      var ratios = new ArrayList<Double>();
      for (var i = 0; i < scale.repeats(); i++) {
        var theirs = running.seconds(EPOCHS);
        ratios.add(theirs / timed(windows, 1).seconds);
      }
      return PYTHON.row(name, "LSTM", metric, Ratio.median(ratios));
    }
  }

  private record Timed(double seconds, double loss) {}

  /** The time of some epochs without what a fit costs beside them, and the last's loss. */
  private Timed timed(SequenceRows windows, int workers) {
    var fits = new ArrayList<FittedSequence>();
    var few = Stopwatch.seconds(() -> fits.add(fit(windows, 1, workers)));
    var more = Stopwatch.seconds(() -> fits.add(fit(windows, 1 + EPOCHS, workers)));
    var epochs = fits.get(1).epochs();
    return new Timed(more - few, epochs.get(epochs.size() - 1).validationLoss());
  }

  private FittedSequence fit(SequenceRows windows, int epochs, int workers) {
    var weights = Collections.nCopies(TARGETS, 1.0);
    var loss = new LstmLoss(LstmLoss.Kind.HUBER, 6, weights, 0.1);
    var config =
        new SequenceFitConfig(
            new Epochs(epochs, epochs, 0),
            BATCH,
            new Adam(0.003, 0.9, 0.999, 1e-8, 0, 1),
            new Schedule(Shape.COSINE, 0, 0.02, 1, 1),
            new Spread(workers, 1, 0));
    return new SequenceFit(new LstmNetwork(contracts().get(0), loss), config, Checkpoints.none())
        .fit(windows, windows(256, scale.windows()), 1);
  }

  /** Encoded windows, and the next eight values of their first channel. */
  private SequenceRows windows(int rows, int from) {
    var spec = contracts().get(0);
    var all =
        spark
            .range(from, (long) from + rows)
            .select(
                col("id"),
                waves(spec.steps(), spec.channels(), 0).as(SequenceRows.INPUTS),
                array_repeat(lit(1f), spec.steps()).as(SequenceRows.MASK),
                waves(TARGETS, 1, spec.steps()).as(SequenceRows.TARGETS),
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

  private static String named(int windows) {
    return String.format(Locale.ROOT, "%,d windows of 10 x 7", windows);
  }
}
