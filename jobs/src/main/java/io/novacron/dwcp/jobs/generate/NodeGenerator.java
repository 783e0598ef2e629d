package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.node.NodeSimulator;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the landing folder of a lake with nodes and their incidents for a range of dates.
 *
 * <p><b>Definition.</b> Nodes are simulated one by one, each a function of seed and index. The rows
 * do not depend on the number of partitions.
 *
 * <p><b>Cost.</b> Nodes × days × samples a day, about 5 µs a sample. Memory: one node's record a
 * task.
 */
public final class NodeGenerator {

  /** What it lands. */
  public static final List<Source> SOURCES =
      List.of(Source.NODE, Source.NODE_LINK, Source.INCIDENTS);

  private static final Logger LOG = LoggerFactory.getLogger(NodeGenerator.class);

  private final SparkSession spark;
  private final GenerateConfig config;
  private final int partitions;

  /**
   * @param partitions number of tasks that simulate nodes; it does not change any row
   */
  public NodeGenerator(SparkSession spark, GenerateConfig config, int partitions) {
    this.spark = spark;
    this.config = config;
    this.partitions = partitions;
  }

  /** Lands the nodes; rows by source, none when no nodes are configured. */
  public Map<Source, Long> run(Path lake) {
    Map<Source, Long> counts = new EnumMap<>(Source.class);
    if (config.node().nodes() == 0) {
      return counts;
    }
    var started = System.nanoTime();
    var landing = new Landing(spark, lake);
    land(landing, Source.NODE, telemetry());
    land(landing, Source.NODE_LINK, links());
    landing.write(Source.INCIDENTS, incidents());
    for (var source : SOURCES) {
      counts.put(source, landing.count(source, config.first(), config.days()));
    }
    var seconds = Math.round((System.nanoTime() - started) / 1e9);
    LOG.info("Generated {} nodes in {} s: rows {}", config.node().nodes(), seconds, counts);
    return counts;
  }

  private void land(Landing landing, Source source, Dataset<Row> rows) {
    if (config.days() == 1) {
      // Without the sort by date that a write of several dates costs.
      landing.write(source, config.first(), rows);
    } else {
      landing.write(source, rows);
    }
  }

  private Dataset<Row> links() {
    var simulator = simulator();
    var rows = NodeRows.of(config);
    return indices()
        .flatMap(
            (FlatMapFunction<Long, Row>)
                i -> rows.links(simulator.linksOf(i.intValue())).iterator(),
            Encoders.row(Source.NODE_LINK.landingSchema()));
  }

  private Dataset<Row> telemetry() {
    var simulator = simulator();
    var rows = NodeRows.of(config);
    return indices()
        .flatMap(
            (FlatMapFunction<Long, Row>) i -> rows.samples(simulator.run(i.intValue())).iterator(),
            Encoders.row(Source.NODE.landingSchema()));
  }

  private Dataset<Row> incidents() {
    var simulator = simulator();
    var rows = NodeRows.of(config);
    return indices()
        .flatMap(
            (FlatMapFunction<Long, Row>)
                i -> rows.records(simulator.incidentsOf(i.intValue())).iterator(),
            Encoders.row(Source.INCIDENTS.landingSchema()))
        .coalesce(1);
  }

  private NodeSimulator simulator() {
    return new NodeSimulator(config.nodeAtDifficulty(), config.seed(), config.days());
  }

  private Dataset<Long> indices() {
    return spark.range(0, config.node().nodes(), 1, partitions).as(Encoders.LONG());
  }
}
