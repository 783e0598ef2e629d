package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.payload.HeapDumps;
import io.novacron.dwcp.jobs.generate.payload.PayloadCatalog;
import io.novacron.dwcp.jobs.generate.payload.PayloadFolders;
import io.novacron.dwcp.jobs.generate.trace.TraceLinks;
import io.novacron.dwcp.jobs.generate.trace.TraceSet;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the landing folder of a lake with links and transfers for a range of dates.
 *
 * <p><b>Definition.</b> Links are simulated (or read from traces) one by one, each a function of
 * seed and index; transfers without bytes are shuffled to the files that their payloads are cut
 * from; tasks read the bytes there and write them. The rows do not depend on the number of
 * partitions. Heap dumps are the one input that differs from run to run.
 *
 * <p><b>Cost.</b> Links × days × samples a day, twice (telemetry, transfers); one shuffle of small
 * rows; payload bytes are read twice (transfers, outcomes) and written once. Memory: one link's
 * record a task, one unpacked file and one row group a writer.
 */
public final class Generator {

  /** What it lands. */
  public static final List<Source> SOURCES =
      List.of(Source.LINK, Source.TRANSFERS, Source.OUTCOMES, Source.CONDITIONS);

  private static final Logger LOG = LoggerFactory.getLogger(Generator.class);

  private final SparkSession spark;
  private final GenerateConfig config;
  private final int partitions;

  /**
   * @param partitions number of tasks that simulate links; it does not change any row
   */
  public Generator(SparkSession spark, GenerateConfig config, int partitions) {
    this.spark = spark;
    this.config = config;
    this.partitions = partitions;
  }

  /** Lands a generated fleet. */
  public GenerateReport run(Path lake, PayloadFolders folders) {
    return land(lake, folders, new LinkSource.FleetLinks(config), Map.of());
  }

  /**
   * Lands measured traces from {@code traceFolder} in place of a fleet. They bring their own dirt,
   * so none is added.
   */
  public GenerateReport runOnTraces(Path lake, PayloadFolders folders, Path traceFolder) {
    var set = TraceSet.read(traceFolder, config.trace());
    var links = TraceLinks.of(set, config.trace(), config.estimate(), config.seed());
    var clean = config.withDirt(DirtConfig.NONE);
    return new Generator(spark, clean, partitions)
        .land(lake, folders, new LinkSource.MeasuredLinks(clean, links), set.dirt());
  }

  private GenerateReport land(
      Path lake, PayloadFolders folders, LinkSource links, Map<String, Long> refused) {
    var started = System.nanoTime();
    var landing = new Landing(spark, lake);
    try (var dumps = new HeapDumps(config.payload(), folders)) {
      dumps.take();
      landing.write(Source.LINK, linkRows(links));
      LOG.info("Landed telemetry of {} links after {} s", links.size(), secondsSince(started));
      dumps.take();
      var sent = sentRows(links).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        landing.write(Source.CONDITIONS, conditionRows(sent));
        dumps.takeAll();
        var catalog =
            PayloadCatalog.of(folders, config.payload(), config.seed(), dumps, links.senders());
        LOG.info("Cutting payloads from {} files, {} s", catalog.size(), secondsSince(started));
        var departures = new Departures(config, links.senders());
        new PayloadStage(spark, config, partitions)
            .land(landing, sent, new PayloadCut(catalog, departures));
        var report = new GenerateReport(counts(landing), links.size(), refused, catalog.size());
        LOG.info("Generated in {} s: {}", secondsSince(started), report.summary());
        return report;
      } finally {
        sent.unpersist();
      }
    }
  }

  private Dataset<Row> linkRows(LinkSource links) {
    var schema = Source.LINK.landingSchema();
    var rows = new LinkRows(config, schema);
    return indices(links)
        .flatMap(
            (FlatMapFunction<Long, Row>) i -> rows.of(links.record(i.intValue())).iterator(),
            Encoders.row(schema));
  }

  private Dataset<Row> sentRows(LinkSource links) {
    var rows = new SentRows(config);
    return indices(links)
        .flatMap(
            (FlatMapFunction<Long, Row>)
                i -> {
                  var link = links.record(i.intValue());
                  return link.transfers().stream().map(t -> rows.of(link, t)).iterator();
                },
            Encoders.row(SentRows.SCHEMA));
  }

  private Dataset<Row> conditionRows(Dataset<Row> sent) {
    var rows = new TransferRows(config);
    return sent.map(
        (MapFunction<Row, Row>) rows::condition, Encoders.row(Source.CONDITIONS.landingSchema()));
  }

  private Dataset<Long> indices(LinkSource links) {
    return spark.range(0, links.size(), 1, partitions).as(Encoders.LONG());
  }

  private Map<Source, Long> counts(Landing landing) {
    Map<Source, Long> counts = new EnumMap<>(Source.class);
    for (var source : SOURCES) {
      counts.put(source, landing.count(source, config.first(), config.days()));
    }
    return counts;
  }

  private static long secondsSince(long startedNanos) {
    return Math.round((System.nanoTime() - startedNanos) / 1e9);
  }
}
