package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How time and memory of the link features grow with the number of links, the number of shuffle
 * partitions with them: what a task holds then stays the same.
 */
final class GrowthSpeed {

  private static final Bound TIME = Bound.atMost(1.05);
  private static final Bound MEMORY = Bound.atMost(1.2);
  private static final long PAUSE_MS = 50;

  /** Collecting may take a fifth of the machine, or the work would never end. */
  private static final int WORK_TO_COLLECTING = 4;

  private static final double MS_A_SECOND = 1000;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final long PARTITIONS_AT_ONE = 8;

  private final SparkSession spark;
  private final SpeedData data;
  private final SpeedScale scale;

  GrowthSpeed(SparkSession spark, SpeedData data, SpeedScale scale) {
    this.spark = spark;
    this.data = data;
    this.scale = scale;
  }

  /** One size of the data. */
  private record Size(int factor, Dataset<Row> links, Dataset<Row> queries) {}

  List<BenchmarkRow> rows() {
    var sizes =
        scale.growth().stream()
            .map(
                factor ->
                    new Size(
                        factor,
                        data.links(factor * scale.links(), scale.linkRows()),
                        data.queries(factor * scale.links(), scale.linkRows())))
            .toList();
    var largest = sizes.get(sizes.size() - 1);
    run(largest);
    var exponents = new ArrayList<Double>();
    var memory = new ArrayList<Double>();
    for (var i = 0; i < scale.fewRepeats(); i++) {
      var times = sizes.stream().map(size -> Stopwatch.seconds(() -> run(size))).toList();
      exponents.add(Stopwatch.exponent(scale.growth(), times));
      memory.add((double) peakBytes(largest, 1) / peakBytes(sizes.get(0), largest.factor()));
    }
    var name =
        String.format(
            Locale.ROOT,
            "%dx to %dx of %,d link rows",
            scale.growth().get(0),
            scale.growth().get(scale.growth().size() - 1),
            scale.links() * scale.linkRows());
    return List.of(
        TIME.row(name, "features", "exponent of time over rows", Ratio.median(exponents)),
        MEMORY.row(
            name, "features", "peak of live heap, largest / smallest", Ratio.median(memory)));
  }

  private void run(Size size) {
    var partitions = spark.conf().get(PARTITIONS);
    spark.conf().set(PARTITIONS, PARTITIONS_AT_ONE * size.factor());
    try {
      FeatureSpeed.write(FeatureSpeed.features(size.links(), size.queries()), data.path("grown"));
    } finally {
      spark.conf().set(PARTITIONS, partitions);
    }
  }

  /**
   * The most heap that was reachable while the features ran: a thread collects again and again and
   * looks at what was left. What the heap has grown to would only tell how lazy the collector is.
   *
   * @param times how often they run, so that a small size is looked at as often as a large one
   */
  private long peakBytes(Size size, int times) {
    var running = new AtomicBoolean(true);
    var peak = new AtomicLong();
    var watcher = new Thread(() -> watch(running, peak), "heap-watcher");
    watcher.setDaemon(true);
    watcher.start();
    try {
      for (var i = 0; i < times; i++) {
        run(size);
      }
    } finally {
      running.set(false);
      join(watcher);
    }
    return peak.get();
  }

  private static void watch(AtomicBoolean running, AtomicLong peak) {
    while (running.get()) {
      var seconds = Stopwatch.seconds(System::gc);
      peak.accumulateAndGet(leftBytes(), Math::max);
      try {
        Thread.sleep(PAUSE_MS + (long) (WORK_TO_COLLECTING * seconds * MS_A_SECOND));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** What the last collection left, without what has been allocated since. */
  private static long leftBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
