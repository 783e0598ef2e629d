package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.WindowScaling;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What forecasting networks cost: one forecast of each contract's graph, the memory of epochs, the
 * trainer beside PyTorch in Python, and two workers beside one.
 *
 * <p>The networks have the contracts' shapes and the shipped width, 24. Fits are {@link LstmFits}.
 */
final class LstmSpeed {

  private static final Logger LOG = LoggerFactory.getLogger(LstmSpeed.class);

  private static final int CALLS = 5000;

  /** Windows that workers share: as many as the train part of a night, so much more than others. */
  private static final int A_NIGHTS_SHARE = 3;

  /** The same of the detector of slow clusters: its windows are three times as long. */
  private static final int A_DETECTORS_SHARE = 1;

  private static final double TAIL = 0.99;
  private static final double NANOS_A_MILLI = 1e6;

  private static final Bound FORECAST_MS = Bound.atMost(1);
  private static final Bound MIB = Bound.atMost(1);
  private static final Bound PYTHON = Bound.atLeast(0.95);
  private static final Bound WORKERS = Bound.atLeast(1.6);
  private static final Bound LOSS = Bound.atMost(0.01);

  private final SparkSession spark;
  private final SpeedScale scale;
  private final LstmFits fits;

  LstmSpeed(SparkSession spark, SpeedScale scale) {
    this.spark = spark;
    this.scale = scale;
    this.fits = LstmFits.forecasts(spark, scale);
  }

  private static List<LstmSpec> contracts() {
    return List.of(LstmFits.spec("datacenter", 10, 6), LstmFits.spec("internet", 60, 5));
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
    var windows = fits.windows(scale.windows() / 20, 0);
    var name = fits.named(scale.windows() / 20);
    var measured = new ArrayList<Double>();
    for (var i = 0; i <= scale.memoryFits(); i++) {
      fits.fit(windows, LstmFits.EPOCHS, 2);
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
        .mapToObj(i -> (later.get(i + apart) - later.get(i)) / apart * (100.0 / LstmFits.EPOCHS))
        .toList();
  }

  /** Threads of one process are the workers; on a cluster executors, processes of one core each. */
  boolean isLocal() {
    return spark.sparkContext().isLocal();
  }

  /** One worker beside two: threads in a local session, which has no executors to measure. */
  List<BenchmarkRow> workers() {
    var rows = new ArrayList<>(workers(fits, A_NIGHTS_SHARE * scale.windows()));
    var detectors = LstmFits.autoencoders(spark, scale);
    rows.addAll(workers(detectors, A_DETECTORS_SHARE * scale.windows()));
    return rows;
  }

  private List<BenchmarkRow> workers(LstmFits of, int windows) {
    var rows = new ArrayList<BenchmarkRow>();
    if (isLocal()) {
      rows.addAll(workers("worker", of, windows, pairs(of, windows)));
    }
    var executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
    rows.addAll(workers("executor", of, windows, executors < 2 ? List.of() : pairs(of, windows)));
    return rows;
  }

  /** The time of one over that of two, and how far their losses are apart. */
  private List<BenchmarkRow> workers(String word, LstmFits of, int windows, List<Pair> pairs) {
    var name = of.named(windows) + ", " + spark.sparkContext().master();
    var time = "T(one %1$s) / T(two %1$ss), epochs".formatted(word);
    var loss = "two %1$ss' validation loss off one's".formatted(word);
    if (pairs.isEmpty()) {
      return List.of(WORKERS.absent(name, of.name(), time), LOSS.absent(name, of.name(), loss));
    }
    var times = pairs.stream().map(pair -> pair.one.seconds() / pair.two.seconds()).toList();
    var apart =
        pairs.stream().map(pair -> Math.abs(pair.two.loss() / pair.one.loss() - 1)).toList();
    return List.of(
        WORKERS.row(name, of.name(), time, Ratio.median(times)),
        LOSS.row(name, of.name(), loss, Ratio.median(apart)));
  }

  private record Pair(LstmFits.Timed one, LstmFits.Timed two) {}

  /** Pairs in turns, after one that loads the natives and is not counted. */
  private List<Pair> pairs(LstmFits of, int count) {
    var made = of.windows(count, 0);
    var windows = new SequenceRows(made.rows().persist(), made.key());
    var pairs = new ArrayList<Pair>();
    for (var i = 0; i <= scale.repeats(); i++) {
      var first = of.timed(windows, 1 + i % 2);
      var second = of.timed(windows, 2 - i % 2);
      pairs.add(i % 2 == 0 ? new Pair(first, second) : new Pair(second, first));
      LOG.info("one and two workers: {}", pairs.get(i));
    }
    windows.rows().unpersist();
    return pairs.subList(1, pairs.size());
  }

  /** The time of PyTorch's epochs over ours: the same windows, batches and threads. */
  BenchmarkRow besidePython(PythonFit torch) {
    var metric = "T(PyTorch in Python) / T, epochs";
    var name = fits.named(scale.windows());
    var windows = fits.windows(scale.windows(), 0);
    var spec = contracts().get(0);
    var columns = new ArrayList<Column>();
    IntStream.range(0, spec.steps() * spec.channels())
        .forEach(i -> columns.add(col(SequenceRows.INPUTS).getItem(i).cast("double")));
    IntStream.range(0, LstmFits.TARGETS)
        .forEach(i -> columns.add(col(SequenceRows.TARGETS).getItem(i).cast("double")));
    var numbers = windows.rows().select(columns.toArray(Column[]::new));
    var started =
        torch.start(
            numbers,
            spec.steps(),
            spec.channels(),
            LstmFits.TARGETS,
            LstmFits.HIDDEN,
            LstmFits.BATCH);
    if (started.isEmpty()) {
      return PYTHON.absent(name, "LSTM", metric);
    }
    try (var running = started.get()) {
      running.seconds(1);
      var ratios = new ArrayList<Double>();
      for (var i = 0; i < scale.repeats(); i++) {
        var theirs = running.seconds(LstmFits.EPOCHS);
        ratios.add(theirs / fits.timed(windows, 1).seconds());
      }
      return PYTHON.row(name, "LSTM", metric, Ratio.median(ratios));
    }
  }
}
