package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Features and labels of a few nodes: quiet noise, and harm in the windows of incidents. */
final class NodeRows {

  static final int NODES = 30;
  static final int WINDOWS = 100;
  static final int STEP_S = 300;

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> HARMED =
      Set.of("harm", "lasting", "across_harm", "across_lasting");
  private static final int INCIDENT_WINDOWS = 3;

  private final List<Integer> onsets;
  private final double harm;

  /**
   * @param onsets first windows of each node's incidents
   * @param harm what an incident adds to harm
   */
  NodeRows(List<Integer> onsets, double harm) {
    this.onsets = onsets;
    this.harm = harm;
  }

  TrainingSet joined(SparkSession spark) {
    var features = new ArrayList<Row>();
    var labels = new ArrayList<Row>();
    for (var node = 0; node < NODES; node++) {
      var random = new Random(node);
      for (var window = 0; window < WINDOWS; window++) {
        features.add(feature(node, window, random));
        labels.add(label(node, window));
      }
    }
    return TrainingSet.join(
        spark.createDataFrame(features, FeatureSets.RELIABILITY.tableSpec().structType()),
        spark.createDataFrame(labels, Tables.LABELS_RELIABILITY.structType()),
        FeatureSets.RELIABILITY,
        Tables.LABELS_RELIABILITY);
  }

  private static Timestamp end(int window) {
    return Timestamp.from(BEGIN.plusSeconds((long) STEP_S * (window + 1)));
  }

  /** Onset of the incident that the window lies in, or -1. */
  private int onset(int window) {
    return onsets.stream()
        .filter(first -> window >= first && window < first + INCIDENT_WINDOWS)
        .findFirst()
        .orElse(-1);
  }

  private Row feature(int node, int window, Random random) {
    var values = new ArrayList<Object>();
    for (var column : FeatureSets.RELIABILITY.grain().context()) {
      values.add(
          switch (column.name()) {
            case "node_id" -> "n" + node;
            case "ts" -> end(window);
            case "ds" -> Date.valueOf(LocalDate.of(2026, 1, 1));
            case "network_tier" -> "tier" + (1 + node % 3);
            default -> "eu";
          });
    }
    var added = onset(window) < 0 ? 0 : harm;
    for (var column : FeatureSets.RELIABILITY.columns()) {
      var noise = Math.abs(0.3 * random.nextGaussian());
      values.add(HARMED.contains(column.family()) ? noise + added : noise);
    }
    return RowFactory.create(values.toArray());
  }

  private Row label(int node, int window) {
    var onset = onset(window);
    var isNormal = onset < 0;
    var values = new ArrayList<Object>();
    for (var column : Tables.LABELS_RELIABILITY.columns()) {
      values.add(
          switch (column.name()) {
            case "node_id" -> "n" + node;
            case "ts" -> end(window);
            case "ds" -> Date.valueOf(LocalDate.of(2026, 1, 1));
            case "run_id" -> "r1";
            case "known_at" -> end(window + 1);
            case "label" -> isNormal ? "normal" : "anomaly";
            case "incident_id" -> isNormal ? null : "i" + node + "-" + onset;
            case "kind" -> isNormal ? null : "crash";
            case "severity" -> isNormal ? null : "blunt";
            case "started_at" -> isNormal ? null : end(onset - 1);
            case "ended_at" -> isNormal ? null : end(onset - 1 + INCIDENT_WINDOWS);
            case "overlap_s" -> isNormal ? 0.0 : STEP_S;
            default -> throw new IllegalStateException(column.name());
          });
    }
    return RowFactory.create(values.toArray());
  }
}
