package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * How fast the engine is beside other ways to the same result.
 *
 * <p>Ratios of times on one machine, pair after pair, medians with bootstrap intervals: absolute
 * times would say more of the machine than of the suite. The bound of each ratio stands in the
 * column {@code floor}; the median is held against it. What there is nothing to compare with is
 * absent, never met.
 */
public final class SpeedBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(SpeedBenchmark.class);

  /** One pass takes milliseconds, so that it fits between two interruptions of the scheduler. */
  private static final int CODEC_BYTES = 1 << 20;

  private static final String CORPUS_FILE = "dickens";

  private final SparkSession spark;
  private final Path scratch;
  private final Path sample;
  private final SpeedScale scale;

  /**
   * A benchmark at the size that {@code runbooks/benchmarks.md} quotes.
   *
   * @param scratch an empty folder for the rows that are measured on
   * @param sample a file of some megabytes, for the codecs where there is no corpus
   */
  public SpeedBenchmark(SparkSession spark, Path scratch, Path sample) {
    this(spark, scratch, sample, SpeedScale.full());
  }

  SpeedBenchmark(SparkSession spark, Path scratch, Path sample, SpeedScale scale) {
    this.spark = spark;
    this.scratch = scratch;
    this.sample = sample;
    this.scale = scale;
  }

  /**
   * All rows of the suite.
   *
   * @param data folder of measured data whose corpus the codecs' blocks are cut from; without one
   *     they are cut from the sample
   */
  public List<BenchmarkRow> run(Optional<Path> data) {
    return run(data, List.of(CodecTool.ZSTD, CodecTool.LZ4));
  }

  List<BenchmarkRow> run(Optional<Path> data, List<CodecTool> tools) {
    var stored = new SpeedData(spark, scratch);
    var rows = new ArrayList<BenchmarkRow>();
    rows.addAll(told(new CodecSpeed(blocks(data), scale).rows(tools)));
    var windows = new WindowSpeed(spark, stored, scale);
    rows.addAll(told(List.of(windows.length())));
    rows.addAll(told(List.of(windows.naive())));
    rows.addAll(told(new FeatureSpeed(spark, stored, scale).rows()));
    rows.addAll(told(new GrowthSpeed(spark, stored, scale).rows()));
    return List.copyOf(rows);
  }

  /** What of the forest is measured. */
  public enum ForestPart {
    /** Fits beside scikit-learn. */
    SCIKIT,
    /** How the time of scoring grows. */
    GROWTH,
    /** Fits and scores beside LinkedIn's library. */
    LIBRARY
  }

  /**
   * The forest's rows.
   *
   * @param parts which of them
   * @param libraryRepeats measured pairs of a fit and of a scoring beside the library
   */
  public List<BenchmarkRow> forests(Set<ForestPart> parts, int libraryRepeats) {
    return forests(parts, libraryRepeats, "python3");
  }

  List<BenchmarkRow> forests(Set<ForestPart> parts, int libraryRepeats, String python) {
    var stored = new SpeedData(spark, scratch);
    var forests = new ForestSpeed(spark, stored, scale);
    var rows = new ArrayList<BenchmarkRow>();
    if (parts.contains(ForestPart.SCIKIT)) {
      var scikit = new PythonFit(PythonFit.Peer.SCIKIT, python, scratch.resolve("scikit"));
      rows.addAll(told(new ScikitSpeed(stored, scale, scikit).rows()));
    }
    if (parts.contains(ForestPart.GROWTH)) {
      rows.addAll(told(List.of(forests.growth())));
    }
    if (parts.contains(ForestPart.LIBRARY)) {
      rows.addAll(told(forests.besideLibrary(libraryRepeats)));
    }
    return List.copyOf(rows);
  }

  /**
   * Rows of the networks' trainer: beside PyTorch in Python, two workers beside one, memory. On a
   * cluster the executors' alone, for the others are of one process.
   */
  public List<BenchmarkRow> networks() {
    return networks("python3");
  }

  List<BenchmarkRow> networks(String python) {
    var networks = new LstmSpeed(spark, scale);
    if (!networks.isLocal()) {
      return told(networks.workers());
    }
    var torch = new PythonFit(PythonFit.Peer.TORCH, python, scratch.resolve("torch"));
    var rows = new ArrayList<BenchmarkRow>();
    rows.addAll(told(networks.inference()));
    rows.addAll(told(List.of(networks.memory())));
    rows.addAll(told(networks.workers()));
    rows.addAll(told(List.of(networks.besidePython(torch))));
    return List.copyOf(rows);
  }

  /** The suite takes minutes: each part is told when it ends. */
  private static List<BenchmarkRow> told(List<BenchmarkRow> rows) {
    rows.forEach(
        row ->
            LOG.info(
                "{} {} {}: {} in {} to {}, {}",
                row.model(),
                row.metric(),
                text(row.floor()),
                text(row.ours()),
                text(row.ciLow()),
                text(row.ciHigh()),
                row.verdict().word()));
    return rows;
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.3f", number.getAsDouble()) : "-";
  }

  /** The plain bytes for the codecs in a file of our own. */
  private Path blocks(Optional<Path> data) {
    var corpus = data.map(folder -> folder.resolve("squash").resolve(CORPUS_FILE + ".xz"));
    try {
      if (corpus.filter(Files::isRegularFile).isPresent()) {
        try (var in = new XZInputStream(Files.newInputStream(corpus.get()))) {
          return written(CORPUS_FILE, in.readNBytes(CODEC_BYTES));
        }
      }
      try (var in = Files.newInputStream(sample)) {
        return written("blocks-of-" + sample.getFileName(), in.readNBytes(CODEC_BYTES));
      }
    } catch (IOException e) {
      throw new InfraError("Cannot measure codecs: no bytes to measure on; name --data DIR", e);
    }
  }

  private Path written(String name, byte[] bytes) throws IOException {
    Files.createDirectories(scratch);
    return Files.write(scratch.resolve(name), bytes);
  }
}
