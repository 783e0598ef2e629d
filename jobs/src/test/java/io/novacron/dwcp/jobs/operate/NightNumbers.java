package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.evaluation.gate.Direction;
import io.novacron.dwcp.jobs.operate.ReportInput.Confusion;
import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Difference;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Numbers and gates of the nights of {@link ReportNights}. */
final class NightNumbers {

  private static final String[] CLASSES = {
    "none", "lz4", "zstd", "zstd-max", "delta+lz4", "delta+zstd", "delta+zstd-max"
  };

  private NightNumbers() {}

  static List<Metric> metrics() {
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

  static List<Difference> differences() {
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

  static List<Confusion> confusion() {
    var cells = new ArrayList<Confusion>();
    for (var i = 0; i < CLASSES.length; i++) {
      for (var j = 0; j < CLASSES.length; j++) {
        var n = i == j ? 2400 / (i + 1) : Math.max(0, 24 - 9 * Math.abs(i - j));
        cells.add(new Confusion("candidate", "test", CLASSES[i], CLASSES[j], n));
      }
    }
    return cells;
  }

  static List<CurvePoint> curves() {
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

  static List<Gate> gates() {
    return List.of(
        gate(
            "tie_aware_accuracy",
            "tie_aware_accuracy",
            Direction.AT_LEAST,
            "value",
            0.98,
            0.9841,
            true,
            "block"),
        gate(
            "tie_aware_accuracy_sure",
            "tie_aware_accuracy",
            Direction.AT_LEAST,
            "ci-low",
            0.97,
            0.981,
            true,
            "block"),
        gate(
            "regret_with_probe",
            "mean_regret_with_probe",
            Direction.AT_MOST,
            "value",
            0.015,
            0.0061,
            true,
            "block"),
        gate("gap_closed", "gap_closed", Direction.ABOVE, "value", 0.93, 0.957, true, "block"),
        gate("cost_budget", "mean_cost_ms", Direction.AT_MOST, "value", 31, 31.27, false, "warn"));
  }

  static Gate gate(
      String name,
      String metric,
      Direction direction,
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

  static Gate undefinedGate() {
    return new Gate(
        "recall_of_zstd",
        "recall",
        "test",
        "truth=zstd",
        Direction.AT_LEAST,
        "value",
        "block",
        OptionalDouble.of(0.95),
        OptionalDouble.empty(),
        0,
        false,
        "recall on truth=zstd is undefined: no rows; undefined never passes");
  }
}
