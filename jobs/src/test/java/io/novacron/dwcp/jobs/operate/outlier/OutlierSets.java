package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.jobs.model.reliability.ForestConfig;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Columns;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Family;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Files;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Protocol;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Reference;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Report;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Windows;
import java.util.List;
import java.util.OptionalDouble;

/** Settings of small sets. */
final class OutlierSets {

  private static final ForestConfig FOREST = new ForestConfig(20, 64, 1, 1000, 10, 0.1);
  private static final Windows NONE = new Windows(86_400, List.of());
  private static final Windows MEANS =
      new Windows(
          86_400, List.of(new Family(List.of(Aggregate.LAST, Aggregate.MEAN), List.of(600L))));

  private OutlierSets() {}

  /** Unordered rows, a figure each. */
  static OutlierSet each(Reference... references) {
    return new OutlierSet(
        "plain",
        "forest",
        new Files("", ".csv", ""),
        new Columns("x\\d", "", 0, "outlier"),
        NONE,
        FOREST,
        new Protocol(Report.EACH, 2, 0, 1, 0),
        List.of(references));
  }

  /** Series with a file to fit on. */
  static OutlierSet mean(Reference... references) {
    return new OutlierSet(
        "halves",
        "forest",
        new Files("-train.csv", "-test.csv", ""),
        new Columns("m\\d", "step", 60, "anomaly"),
        MEANS,
        FOREST,
        new Protocol(Report.MEAN, 1, 0, 1, 0),
        List.of(references));
  }

  /** Series whose head is fitted on. */
  static OutlierSet events() {
    return new OutlierSet(
        "series",
        "forest",
        new Files("", ".csv", "labels.json"),
        new Columns("value", "timestamp", 0, ""),
        MEANS,
        FOREST,
        new Protocol(Report.EVENTS, 1, 0.5, 1, 600),
        List.of());
  }

  static Reference published(String data, double value, double tolerance) {
    var published = OptionalDouble.of(value);
    return new Reference(data, "auroc", "them", published, tolerance, OptionalDouble.empty());
  }

  static Reference floor(String data, double floor) {
    return new Reference(data, "auroc", "", OptionalDouble.empty(), 0, OptionalDouble.of(floor));
  }
}
