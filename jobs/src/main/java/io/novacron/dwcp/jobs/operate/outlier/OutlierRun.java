package io.novacron.dwcp.jobs.operate.outlier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.evaluation.metric.ScoreAreas;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.model.reliability.ForestFit;
import io.novacron.dwcp.jobs.model.reliability.ForestScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Fits and scores the series of one set. */
final class OutlierRun {

  private static final double SECONDS_A_DAY = 86_400;

  private final SparkSession spark;
  private final OutlierSet set;
  private final Path folder;
  private final long seed;

  OutlierRun(SparkSession spark, OutlierSet set, Path folder, long seed) {
    this.spark = spark;
    this.set = set;
    this.folder = folder;
    this.seed = seed;
  }

  /**
   * Areas of a series.
   *
   * @param areas one a seed
   * @param rows scored rows
   */
  record Ranked(String series, List<ScoreAreas> areas, long rows) {}

  /**
   * Alarms of a series.
   *
   * @param events labelled windows after the head
   * @param found those with an alarm
   * @param falseAlarms alarms outside all of them
   * @param days time that was scored
   */
  record Alarmed(String series, long events, long found, long falseAlarms, double days) {}

  /** Rows to fit on and rows to score. */
  private record Parts(Dataset<Row> fit, Dataset<Row> score, List<String> features) {}

  /** Scores a series with every seed. */
  Ranked ranked(Series series) {
    var none = new LabelledWindows(List.of());
    var score = kept(table().read(series.test(), none));
    var fit = series.train().map(file -> kept(table().read(file, none))).orElse(score);
    try {
      var parts = new Parts(fit, score, OutlierTable.features(score));
      var areas = new ArrayList<ScoreAreas>();
      for (var i = 0; i < set.protocol().seeds(); i++) {
        areas.addAll(areas(ForestScorer.score(score, model(parts, i))));
      }
      return new Ranked(series.name(), areas, score.count());
    } finally {
      fit.unpersist();
      score.unpersist();
    }
  }

  private List<ScoreAreas> areas(Dataset<Row> scored) {
    var ranked = scored.select(ForestScorer.SCORE, OutlierTable.LABEL).coalesce(1);
    return ranked
        .mapPartitions(new AreasPass(), Encoders.row(AreasPass.SCHEMA))
        .takeAsList(1)
        .stream()
        .map(row -> new ScoreAreas(row.getDouble(0), row.getDouble(1)))
        .toList();
  }

  /** Alarms of a series after its head, with the first seed. */
  Alarmed alarmed(Series series) {
    var windows = LabelledWindows.read(folder.resolve(set.files().labels()), series.name());
    var rows = kept(table().read(series.test(), windows));
    try {
      var time = col(OutlierTable.TIME);
      var range = rows.selectExpr("unix_micros(min(ts))", "unix_micros(max(ts))").head();
      var length = range.getLong(1) - range.getLong(0);
      var cut = range.getLong(0) + Math.round(length * set.protocol().headShare());
      var border = org.apache.spark.sql.functions.timestamp_micros(lit(cut));
      var parts =
          new Parts(
              rows.where(time.lt(border)),
              rows.where(time.geq(border)),
              OutlierTable.features(rows));
      var counted = counted(parts, windows.from(cut));
      var days = (range.getLong(1) - cut) / 1e6 / SECONDS_A_DAY;
      return new Alarmed(
          series.name(),
          windows.from(cut).windows().size(),
          counted.getLong(0),
          counted.getLong(1),
          days);
    } finally {
      rows.unpersist();
    }
  }

  private Row counted(Parts parts, LabelledWindows windows) {
    var model = model(parts, 0);
    var quantile = "percentile(score, %sD)".formatted(set.protocol().alarmQuantile());
    var border = ForestScorer.score(parts.fit(), model).selectExpr(quantile).head().getDouble(0);
    var pass = new AlarmPass(windows, set.protocol().mergeSeconds());
    return ForestScorer.score(parts.score(), model)
        .where(col(ForestScorer.SCORE).gt(border))
        .selectExpr("unix_micros(ts)")
        .coalesce(1)
        .sort("unix_micros(ts)")
        .coalesce(1)
        .mapPartitions(pass, Encoders.row(AlarmPass.SCHEMA))
        .selectExpr("coalesce(sum(found), 0L)", "coalesce(sum(false_alarms), 0L)")
        .head();
  }

  private ForestModel model(Parts parts, int fit) {
    var fields = parts.features().stream().map(name -> new Field(name, "1")).toList();
    var key = set.columns().time().isEmpty() ? parts.features() : List.of(OutlierTable.TIME);
    return new ForestFit(fields, key, set.forest())
        .fit(parts.fit(), Seeds.derive(seed, "benchmark-" + fit));
  }

  private OutlierTable table() {
    return new OutlierTable(spark, set);
  }

  private static Dataset<Row> kept(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
