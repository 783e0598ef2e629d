package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.generate.link.Fleet;
import io.novacron.dwcp.jobs.generate.link.PathRecord;
import io.novacron.dwcp.jobs.generate.link.PathSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Fills the landing folder of a lake with paths between sites, and with what the mechanism expected
 * of them, for a range of dates.
 *
 * <p><b>Definition.</b> Paths are simulated one by one, each a function of seed and index. The rows
 * do not depend on the number of partitions.
 *
 * <p><b>Cost.</b> Paths × days × samples a day, twice, some µs a sample. Memory: one path's record
 * a task.
 */
public final class PathGenerator {

  /** What it lands. */
  public static final List<Source> SOURCES = List.of(Source.PATH, Source.PATH_STATE);

  private static final Logger LOG = LoggerFactory.getLogger(PathGenerator.class);

  private final SparkSession spark;
  private final GenerateConfig config;
  private final int partitions;

  /**
   * @param partitions number of tasks that simulate paths; it does not change any row
   */
  public PathGenerator(SparkSession spark, GenerateConfig config, int partitions) {
    this.spark = spark;
    this.config = config;
    this.partitions = partitions;
  }

  /** Lands the paths; rows by source, none when no paths are configured. */
  public Map<Source, Long> run(Path lake) {
    Map<Source, Long> counts = new EnumMap<>(Source.class);
    if (config.paths().paths() == 0) {
      return counts;
    }
    var landing = new Landing(spark, lake);
    landing.write(Source.PATH, telemetry());
    landing.write(Source.PATH_STATE, states());
    for (var source : SOURCES) {
      counts.put(source, landing.count(source, config.first(), config.days()));
    }
    LOG.info("Generated {} paths: rows {}", config.paths().paths(), counts);
    return counts;
  }

  private Dataset<Row> telemetry() {
    var rows = new LinkRows(config, Source.PATH.landingSchema());
    var source = new Simulated(config);
    return indices()
        .flatMap(
            (FlatMapFunction<Long, Row>)
                i -> rows.of(source.path(i.intValue()).telemetry()).iterator(),
            Encoders.row(Source.PATH.landingSchema()));
  }

  private Dataset<Row> states() {
    var source = new Simulated(config);
    return indices()
        .flatMap(
            (FlatMapFunction<Long, Row>) i -> source.states(i.intValue()).iterator(),
            Encoders.row(Source.PATH_STATE.landingSchema()));
  }

  private Dataset<Long> indices() {
    return spark.range(0, config.paths().paths(), 1, partitions).as(Encoders.LONG());
  }

  /** Any task can make any path. */
  private record Simulated(GenerateConfig config) implements java.io.Serializable {

    PathRecord path(int index) {
      var fleet = config.pathsAtDifficulty().fleet();
      var profile = new Fleet(fleet, Seeds.derive(config.seed(), "paths")).profile(index);
      return new PathSimulator(profile, fleet, config.paths().shared()).run(config.days());
    }

    /** Only of samples that lie in the generated dates by the path's own clock. */
    List<Row> states(int index) {
      var path = path(index);
      var schema = Source.PATH_STATE.landingSchema();
      var epochS = config.first().toEpochDay() * 86_400;
      var rows = new ArrayList<Row>();
      for (var expected : path.expected()) {
        var tsS = expected.atS() + path.telemetry().skewMs() / 1000;
        if (tsS >= 0 && tsS < config.days() * 86_400.0) {
          rows.add(
              new LandingRow(schema)
                  .setTime("ts", epochS, tsS)
                  .setTime("ingested_at", epochS, expected.atS() + 1)
                  .set("node_id", path.telemetry().identity().nodeId())
                  .set("peer_id", path.telemetry().identity().peerId())
                  .set("expected_mbps_1", expected.nextMbps())
                  .set("expected_mbps_15", expected.laterMbps())
                  .row());
        }
      }
      return rows;
    }
  }
}
