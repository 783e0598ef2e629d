package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.evaluation.metric.Intervals;
import io.novacron.dwcp.jobs.generate.SimulationTables;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusConfig;
import io.novacron.dwcp.jobs.generate.consensus.EngineSpeed;
import io.novacron.dwcp.jobs.generate.consensus.ProtocolKind;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The laboratory of consensus protocols beside bounds and published runs: how many messages its
 * engine delivers a second, and, with measured data, every row of {@code sim_benchmark} with the
 * shares of runs below saturation that lie within their tolerance.
 */
public final class ConsensusBenchmark {

  private static final Bound SPEED = Bound.atLeast(1e6);
  private static final Bound WITHIN = Bound.atLeast(0.9);
  private static final String LATENCY = "consensus_latency_ms";
  private static final String BELOW_SATURATION = "published runs below saturation";

  private final ConsensusConfig config;
  private final long seed;
  private final int repeats;
  private final double simulatedS;
  private final double processorS;

  /**
   * A benchmark.
   *
   * @param repeats of each measurement of speed, after one that is not counted
   * @param simulatedS time that a cluster runs, s
   * @param processorS least processor time of each, s
   */
  public ConsensusBenchmark(
      ConsensusConfig config, long seed, int repeats, double simulatedS, double processorS) {
    this.config = config;
    this.seed = seed;
    this.repeats = repeats;
    this.simulatedS = simulatedS;
    this.processorS = processorS;
  }

  /** A row for each protocol: messages delivered a second and core. */
  public List<BenchmarkRow> speed() {
    var engine = new EngineSpeed(config, seed);
    var rows = new ArrayList<BenchmarkRow>();
    for (var protocol : ProtocolKind.values()) {
      engine.messagesPerS(protocol, simulatedS, processorS);
      var rates = new ArrayList<Double>();
      for (var i = 0; i < repeats; i++) {
        rates.add(engine.messagesPerS(protocol, simulatedS, processorS));
      }
      rows.add(
          SPEED.row(
              EngineSpeed.data(),
              protocol.word(),
              "messages delivered a second and core",
              Ratio.median(rates)));
    }
    return List.copyOf(rows);
  }

  /**
   * A row for each published run, and how many of them are within tolerance.
   *
   * @param folder that holds the published runs
   */
  public List<BenchmarkRow> replication(SparkSession spark, Path folder) {
    var tables = new SimulationTables(spark, config, seed, Integer.MAX_VALUE);
    var runs = tables.benchmark(folder, "benchmark", LocalDate.EPOCH).collectAsList();
    var rows = new ArrayList<>(runs.stream().map(ConsensusBenchmark::row).toList());
    rows.add(share(runs, "no faulty replica", false));
    rows.add(share(runs, "a crashed replica", true));
    return List.copyOf(rows);
  }

  private static BenchmarkRow row(Row run) {
    return new BenchmarkRow(
        run.getAs("published_row"),
        run.getAs("protocol"),
        LATENCY + " n=%d f=%d".formatted(run.<Long>getAs("replicas"), run.<Long>getAs("faulty")),
        number(run, "ours_ms"),
        number(run, "ci_low"),
        number(run, "ci_high"),
        run.<Long>getAs("n"),
        number(run, "published_ms"),
        OptionalDouble.empty(),
        switch (run.<String>getAs("verdict")) {
          case "within" -> Verdict.MET;
          case "outside" -> Verdict.MISSED;
          default -> Verdict.ABSENT;
        });
  }

  private static BenchmarkRow share(List<Row> runs, String which, boolean crashed) {
    var compared =
        runs.stream()
            .filter(run -> !run.getAs("verdict").equals("absent"))
            .filter(run -> !run.<Boolean>getAs("saturated"))
            .filter(run -> run.<Long>getAs("faulty") > 0 == crashed)
            .map(run -> run.getAs("verdict").equals("within") ? 1.0 : 0.0)
            .toList();
    var metric = "share within tolerance, " + which;
    if (compared.isEmpty()) {
      return WITHIN.absent(BELOW_SATURATION, "all", metric);
    }
    var share = compared.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    var interval = Intervals.wilson(share, compared.size());
    return WITHIN.row(
        BELOW_SATURATION,
        "all",
        metric,
        new Ratio(
            share, interval.low().orElseThrow(), interval.high().orElseThrow(), compared.size()));
  }

  private static OptionalDouble number(Row run, String column) {
    Double value = run.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
