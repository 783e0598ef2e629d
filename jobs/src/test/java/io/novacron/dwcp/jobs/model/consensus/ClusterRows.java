package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.features.cluster.ClusterFeatures;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Features and labels of a few clusters: quiet noise, and harm in the steps of episodes. */
final class ClusterRows {

  static final int CLUSTERS = 12;
  static final int POINTS = 200;
  static final int STEP_S = 2;

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:05Z");
  private static final int LENGTH = 10;
  private static final int COLUMNS = ClusterColumn.values().length;

  private final List<Integer> onsets;
  private final double harm;

  /**
   * @param onsets first points of each cluster's episodes
   * @param harm what an episode adds to every column
   */
  ClusterRows(List<Integer> onsets, double harm) {
    this.onsets = onsets;
    this.harm = harm;
  }

  TrainingSet joined(SparkSession spark) {
    var features = new ArrayList<Row>();
    var labels = new ArrayList<Row>();
    for (var cluster = 0; cluster < CLUSTERS; cluster++) {
      var steps = steps(cluster);
      for (var point = 0; point < POINTS; point++) {
        features.add(feature(cluster, point, steps));
        labels.add(label(cluster, point));
      }
    }
    return TrainingSet.join(
        spark.createDataFrame(features, FeatureSets.CONSENSUS.tableSpec().structType()),
        spark.createDataFrame(labels, Tables.LABELS_CONSENSUS.structType()),
        FeatureSets.CONSENSUS,
        Tables.LABELS_CONSENSUS);
  }

  private static Timestamp at(int point) {
    return Timestamp.from(BEGIN.plusSeconds((long) STEP_S * point));
  }

  /** Onset of the episode that the point lies in, or -1. */
  private int onset(int point) {
    return onsets.stream()
        .filter(first -> point >= first && point < first + LENGTH)
        .findFirst()
        .orElse(-1);
  }

  /** Every step of a cluster from a window before the first point on. */
  private float[] steps(int cluster) {
    var random = new Random(cluster);
    var steps = new float[(POINTS + ClusterFeatures.STEPS) * COLUMNS];
    for (var i = 0; i < steps.length; i++) {
      var point = i / COLUMNS - ClusterFeatures.STEPS;
      var isKnown = i % COLUMNS == ClusterColumn.KNOWN.place();
      var harmed = onset(point) >= 0 ? harm : 0;
      steps[i] = isKnown ? 1 : (float) (random.nextGaussian() + harmed);
    }
    return steps;
  }

  private static Row feature(int cluster, int point, float[] steps) {
    var window = new ArrayList<Float>();
    var mask = new ArrayList<Float>();
    for (var i = 0; i < ClusterFeatures.STEPS * COLUMNS; i++) {
      window.add(steps[(point + 1) * COLUMNS + i]);
    }
    for (var i = 0; i < ClusterFeatures.STEPS; i++) {
      mask.add(1f);
    }
    var values = new ArrayList<Object>();
    for (var column : FeatureSets.CONSENSUS.grain().context()) {
      values.add(
          switch (column.name()) {
            case "cluster_id" -> "c%02d".formatted(cluster);
            case "ts" -> at(point);
            case "ds" -> Date.valueOf(LocalDate.of(2026, 1, 1));
            case "window" -> window;
            case "mask" -> mask;
            case "network_tier" -> "tier1";
            default -> cluster % 2 == 0 ? "pbft" : "raft";
          });
    }
    for (var column : ClusterColumn.values()) {
      values.add((double) window.get((ClusterFeatures.STEPS - 1) * COLUMNS + column.place()));
    }
    values.add(0.1);
    values.add(1.2);
    values.add(1.0);
    return RowFactory.create(values.toArray());
  }

  private Row label(int cluster, int point) {
    var first = onset(point);
    var inside = first >= 0;
    var started = inside ? Timestamp.from(at(first).toInstant().minusSeconds(5 + STEP_S)) : null;
    var ended = inside ? Timestamp.from(started.toInstant().plusSeconds(LENGTH * STEP_S)) : null;
    return RowFactory.create(
        "c%02d".formatted(cluster),
        at(point),
        Date.valueOf(LocalDate.of(2026, 1, 1)),
        "r1",
        Timestamp.from(at(point).toInstant().plusSeconds(STEP_S)),
        inside ? "episode" : "normal",
        named(inside, "e%d-%d".formatted(cluster, first)),
        named(inside, "overload"),
        named(inside, "only"),
        started,
        ended,
        inside ? (double) STEP_S : 0.0);
  }

  private static @Nullable String named(boolean inside, String word) {
    return inside ? word : null;
  }
}
