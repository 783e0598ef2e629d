package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import io.novacron.dwcp.jobs.operate.ReportInput.Check;
import io.novacron.dwcp.jobs.operate.ReportInput.Confusion;
import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Difference;
import io.novacron.dwcp.jobs.operate.ReportInput.Drift;
import io.novacron.dwcp.jobs.operate.ReportInput.Event;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Judgement;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportInput.Run;
import io.novacron.dwcp.jobs.operate.ReportInput.Source;
import io.novacron.dwcp.jobs.operate.ReportInput.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Nights as records: a full one, a first one that was refused, and one meant to do harm. */
public final class ReportNights {

  private static final LocalDate DATE = LocalDate.of(2026, 1, 31);
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String[] CLASSES = {
    "none", "lz4", "zstd", "zstd-max", "delta+lz4", "delta+zstd", "delta+zstd-max"
  };

  private ReportNights() {}

  /** A night with a champion before it, all tables filled. */
  public static ReportInput full() {
    return new ReportInput(
        run(), List.of(compression()), checks(), drift(), steps(), sources(), calibration());
  }

  /** A first night whose candidate failed two gates. */
  public static ReportInput refusedFirst() {
    var judgement =
        new Judgement(
            "NOT_BLESSED",
            "INFRA_NOT_BLESSED",
            OptionalLong.of(1),
            DIGEST,
            OptionalLong.empty(),
            OptionalLong.empty());
    var gates =
        List.of(
            gate("beats_majority", "accuracy", "at-least", "ci-low", 0.5, 0.93, true, "block"),
            gate(
                "tie_aware_accuracy",
                "tie_aware_accuracy",
                "at-least",
                "ci-low",
                0.97,
                0.9612,
                false,
                "block"),
            undefinedGate());
    var metrics =
        List.of(
            metric("candidate", "test", "all", "tie_aware_accuracy", 0.9684, 0.004, 1204),
            metric("floor:majority", "test", "all", "tie_aware_accuracy", 0.62, 0.01, 1204));
    var model =
        new Model(
            "compression",
            judgement,
            metrics,
            List.of(),
            List.of(),
            List.of(),
            gates,
            List.of(
                new Event("refused", OptionalLong.of(1), "2 of 3 gates failed, nothing moved.")));
    return new ReportInput(
        run(), List.of(model), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Names that try to break out of the page, and tables that are empty. */
  public static ReportInput hostile() {
    var evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    var judgement =
        new Judgement(
            evil, evil, OptionalLong.empty(), evil, OptionalLong.empty(), OptionalLong.empty());
    var gate =
        new Gate(
            evil,
            evil,
            "test",
            "all",
            "at-least",
            "value",
            "block",
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            0,
            false,
            evil);
    var metrics =
        List.of(
            metric("candidate", "test", "all", evil, 0.5, 0.1, 10),
            metric("floor:" + evil, "test", "all", evil, 0.4, 0.1, 10),
            metric("candidate", "test", evil + "=" + evil, evil, 0.5, 0.1, 10));
    var model =
        new Model(
            evil,
            judgement,
            metrics,
            List.of(),
            List.of(new Confusion("candidate", "test", evil, evil, 1)),
            List.of(
                new CurvePoint(
                    "candidate", "test", "importance", evil, 0, OptionalDouble.of(1), 1)),
            List.of(gate),
            List.of(new Event(evil, OptionalLong.empty(), evil)));
    var run = new Run(evil, DATE, 1, evil, evil, evil, evil, 1, evil, evil);
    return new ReportInput(
        run, List.of(model), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Run run() {
    return new Run(
        "night-2026-01-31-a1",
        DATE,
        1,
        "done",
        "0.1.0",
        DIGEST,
        "night { split-seeds = 5 }",
        42,
        "/lake/demo",
        "./submit/submit.sh night --lake /lake/demo --date 2026-01-31 --run-id night-2026-01-31-a1"
            + " -D seed=42");
  }

  private static Model compression() {
    var judgement =
        new Judgement(
            "BLESSED",
            "INFRA_BLESSED",
            OptionalLong.of(4),
            DIGEST,
            OptionalLong.of(3),
            OptionalLong.of(4));
    return new Model(
        "compression",
        judgement,
        metrics(),
        differences(),
        confusion(),
        curves(),
        gates(),
        List.of(
            new Event("trained", OptionalLong.of(4), "5 splits, 312 trees, 41.2 s."),
            new Event("published", OptionalLong.of(4), "All 9 gates that block passed.")));
  }

  private static List<Metric> metrics() {
    var metrics = new ArrayList<Metric>();
    String[] scorers = {
      "candidate",
      "champion",
      "ceiling:perfect_sizes",
      "ceiling:label_repeatability",
      "floor:majority",
      "floor:always_zstd",
      "floor:runtime_rule"
    };
    double[] accuracy = {0.9841, 0.9802, 0.991, 0.9967, 0.7412, 0.7033, 0.6121};
    double[] regret = {0.0061, 0.0088, 0.0032, 0.0009, 0.1411, 0.1203, 0.2714};
    double[] cost = {31.27, 31.42, 31.02, 30.95, 39.8, 37.11, 44.9};
    for (var i = 0; i < scorers.length; i++) {
      metrics.add(
          metric(scorers[i], "test", "all", "tie_aware_accuracy", accuracy[i], 0.0031, 8412));
      metrics.add(
          metric(scorers[i], "test", "all", "mean_regret_with_probe", regret[i], 0.0011, 8412));
      metrics.add(metric(scorers[i], "test", "all", "mean_cost_ms", cost[i], 0.61, 8412));
    }
    metrics.add(metric("candidate", "test", "all", "gap_closed", 0.957, 0.006, 8412));
    metrics.add(
        metric("candidate", "test_unseen", "all", "tie_aware_accuracy", 0.9817, 0.005, 2011));
    metrics.add(metric("candidate", "test_unseen", "all", "gap_closed", 0.951, 0.008, 2011));
    slices(metrics);
    return metrics;
  }

  private static void slices(List<Metric> metrics) {
    String[] slices = {
      "link_type=lte",
      "link_type=starlink",
      "link_type=inter_cloud",
      "size_band=below 64 KiB",
      "size_band=64 KiB to 1 MiB",
      "size_band=above 1 MiB"
    };
    for (var i = 0; i < slices.length; i++) {
      metrics.add(
          metric(
              "candidate", "test", slices[i], "tie_aware_accuracy", 0.99 - 0.004 * i, 0.005, 1400));
      metrics.add(
          metric(
              "candidate",
              "test",
              slices[i],
              "mean_regret_with_probe",
              0.004 + 0.001 * i,
              0.001,
              1400));
    }
    metrics.add(
        new Metric(
            "candidate",
            "candidate",
            "test",
            "link_type=satellite_geo",
            "tie_aware_accuracy",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            12,
            "insufficient: fewer than 30 rows"));
  }

  static Metric metric(
      String scorer, String dataset, String slice, String name, double value, double half, long n) {
    return new Metric(
        scorer.contains(":") ? "baseline" : scorer,
        scorer,
        dataset,
        slice,
        name,
        OptionalDouble.of(value),
        OptionalDouble.of(value - half),
        OptionalDouble.of(value + half),
        n,
        "block bootstrap by payload file, 1,000 draws");
  }

  private static List<Difference> differences() {
    return List.of(
        difference("champion", "tie_aware_accuracy", 0.0039, 0.0011, 0.0067),
        difference("champion", "mean_regret_with_probe", -0.0027, -0.0041, -0.0012),
        difference("champion", "mean_cost_ms", -0.15, -0.41, 0.11),
        difference("floor:always_zstd", "tie_aware_accuracy", 0.2808, 0.271, 0.29));
  }

  private static Difference difference(
      String against, String metric, double value, double low, double high) {
    return new Difference(
        "candidate",
        against,
        "test",
        metric,
        OptionalDouble.of(value),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        8412,
        "paired block bootstrap");
  }

  private static List<Confusion> confusion() {
    var cells = new ArrayList<Confusion>();
    for (var i = 0; i < CLASSES.length; i++) {
      for (var j = 0; j < CLASSES.length; j++) {
        var n = i == j ? 2400 / (i + 1) : Math.max(0, 24 - 9 * Math.abs(i - j));
        cells.add(new Confusion("candidate", "test", CLASSES[i], CLASSES[j], n));
      }
    }
    return cells;
  }

  private static List<CurvePoint> curves() {
    var points = new ArrayList<CurvePoint>();
    for (var i = 0; i < 24; i++) {
      var name = "bandwidth_mbps_mean_over_" + (30 * (i + 1)) + "s";
      points.add(point("importance", name, i, 0.31 / (i + 1)));
      points.add(
          point("trial", "depth=%d eta=0.%02d".formatted(3 + i % 6, 5 + i), i, 0.975 + 0.0004 * i));
    }
    for (var i = 0; i < 8; i++) {
      points.add(point("reliability", "", 0.6 + 0.05 * i, 0.59 + 0.052 * i - 0.002 * (i % 3)));
      points.add(point("coverage_accuracy", "", 0.3 + 0.1 * i, 0.999 - 0.002 * i));
    }
    return points;
  }

  private static CurvePoint point(String curve, String label, double x, double y) {
    return new CurvePoint("candidate", "test", curve, label, x, OptionalDouble.of(y), 1050);
  }

  private static List<Gate> gates() {
    return List.of(
        gate(
            "tie_aware_accuracy",
            "tie_aware_accuracy",
            "at-least",
            "value",
            0.98,
            0.9841,
            true,
            "block"),
        gate(
            "tie_aware_accuracy_sure",
            "tie_aware_accuracy",
            "at-least",
            "ci-low",
            0.97,
            0.981,
            true,
            "block"),
        gate(
            "regret_with_probe",
            "mean_regret_with_probe",
            "at-most",
            "value",
            0.015,
            0.0061,
            true,
            "block"),
        gate("gap_closed", "gap_closed", "at-least", "value", 0.93, 0.957, true, "block"),
        gate("cost_budget", "mean_cost_ms", "at-most", "value", 31, 31.27, false, "warn"));
  }

  static Gate gate(
      String name,
      String metric,
      String direction,
      String readAt,
      double bound,
      double observed,
      boolean passed,
      String severity) {
    var reason =
        passed
            ? name + " holds"
            : "%s on %s is %s, bound %s".formatted(metric, readAt, observed, bound);
    return new Gate(
        name,
        metric,
        "test",
        "all",
        direction,
        readAt,
        severity,
        OptionalDouble.of(bound),
        OptionalDouble.of(observed),
        8412,
        passed,
        reason);
  }

  private static Gate undefinedGate() {
    return new Gate(
        "recall_of_zstd",
        "recall",
        "test",
        "truth=zstd",
        "at-least",
        "value",
        "block",
        OptionalDouble.of(0.95),
        OptionalDouble.empty(),
        0,
        false,
        "recall on truth=zstd is undefined: no rows; undefined never passes");
  }

  private static List<Check> checks() {
    var checks = new ArrayList<Check>();
    for (var table : List.of("telemetry_link", "telemetry_transfers")) {
      checks.add(check(table, "completeness_of_rtt_ms", 1.0, true, "error"));
      checks.add(check(table, "rows_at_least", 86_400, true, "error"));
    }
    checks.add(check("telemetry_link", "late_share", 0.021, false, "warning"));
    return checks;
  }

  private static Check check(
      String table, String name, double value, boolean passed, String severity) {
    return new Check(
        table,
        DATE,
        name,
        OptionalDouble.of(value),
        passed,
        severity,
        passed ? "As declared." : "More than 2 % of the rows came late.");
  }

  private static List<Drift> drift() {
    return List.of(
        new Drift(
            "telemetry_link",
            DATE,
            "bandwidth_mbps",
            "psi",
            OptionalDouble.of(0.041),
            86_400,
            518_400),
        new Drift(
            "telemetry_link", DATE, "rtt_ms", "psi", OptionalDouble.of(0.12), 86_400, 518_400),
        new Drift("telemetry_link", DATE, "jitter_ms", "psi", OptionalDouble.empty(), 86_400, 0));
  }

  private static List<Step> steps() {
    return List.of(
        new Step(
            "ingest", 1, 21.4, 1_204_331, 1_203_998, 333, "7 sources, 333 rows refused by 4 rules"),
        new Step("features", 1, 34.9, 1_203_998, 41_022, 0, "features of compression"),
        new Step("labels", 1, 61.2, 41_022, 41_022, 0, "compression: 41,022 payloads measured"),
        new Step("train", 1, 41.2, 41_022, 5, 0, "5 candidates fitted"),
        new Step("evaluate", 1, 12.08, 41_022, 288_004, 0, "7 scorers, 3 data sets"),
        new Step("publish", 1, 0.42, 9, 1, 0, "version 4 is champion"));
  }

  private static List<Source> sources() {
    return List.of(
        new Source("ingest", "landing/link", -1, DIGEST),
        new Source("features", "telemetry_link", 12, DIGEST),
        new Source("labels", "telemetry_transfers", 7, DIGEST));
  }

  private static List<Calibration> calibration() {
    var cells = new ArrayList<Calibration>();
    for (var operation : List.of("compress:lz4", "compress:zstd", "decompress:zstd", "delta")) {
      for (var band = 0; band < 3; band++) {
        cells.add(cell("all", operation, band, 2.1 + band));
        cells.add(cell("even", operation, band, 2.08 + band));
        cells.add(cell("odd", operation, band, 2.12 + band));
      }
    }
    return cells;
  }

  private static Calibration cell(String half, String operation, long band, double msPerMb) {
    return new Calibration(
        "oracle-51c2", half, operation, band, 1, 0.02, msPerMb, 0.011, 0.06, 400);
  }
}
