package io.novacron.dwcp.jobs.operate.speed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import com.linkedin.relevance.isolationforest.IsolationForest;
import com.linkedin.relevance.isolationforest.IsolationForestModel;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.model.reliability.ForestConfig;
import io.novacron.dwcp.jobs.model.reliability.ForestFit;
import io.novacron.dwcp.jobs.model.reliability.ForestScorer;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.outlier.AreasPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The suite's forest beside LinkedIn's library as it comes: the plain algorithm, 100 trees of 256
 * rows. Each measurement reads Parquet, the library's under Spark's own settings.
 */
final class ForestSpeed {

  /** The plain algorithm. */
  static final ForestConfig PLAIN = new ForestConfig(100, 256, 1, 20_000, 1e6, 0);

  private static final int DIMENSIONS = 6;

  /** Areas are compared on one row of these: all would not fit into memory. */
  private static final int RANKED_PART = 25;

  private static final Bound FIT = Bound.atLeast(10);
  private static final Bound SCORE = Bound.atLeast(4);
  private static final Bound AREA = Bound.atMost(0.005);
  private static final Bound GROWTH = Bound.atMost(1.05);
  private static final String THEIR_SCORE = "outlierScore";

  private final SparkSession spark;
  private final SpeedData data;
  private final SpeedScale scale;

  ForestSpeed(SparkSession spark, SpeedData data, SpeedScale scale) {
    this.spark = spark;
    this.data = data;
    this.scale = scale;
  }

  /**
   * Fitting and scoring beside the library, and how far the two agree.
   *
   * @param repeats pairs of fits and of scorings, beside one that does not count
   */
  List<BenchmarkRow> besideLibrary(int repeats) {
    var rows = data.points(scale.points(), DIMENSIONS);
    var ours = new ArrayList<ForestModel>();
    var theirs = new ArrayList<IsolationForestModel>();
    var fit =
        Stopwatch.paired(
            repeats,
            () -> theirs.add(library(rows, theirs.size())),
            () -> ours.add(suite(rows, ours.size())));
    var score =
        Stopwatch.paired(
            repeats,
            () -> total(theirs.get(0).transform(vectors(rows)), THEIR_SCORE),
            () -> total(ForestScorer.score(rows, ours.get(0)), ForestScorer.SCORE));
    var apart = new ArrayList<Double>();
    var few = rows.where(col("id").mod(RANKED_PART).equalTo(0));
    for (var i = 0; i < ours.size(); i++) {
      var own = area(ForestScorer.score(few, ours.get(i)), ForestScorer.SCORE);
      apart.add(Math.abs(own - area(theirs.get(i).transform(vectors(few)), THEIR_SCORE)));
    }
    var name = named(scale.points(), DIMENSIONS);
    return List.of(
        FIT.row(name, "forest", "T(LinkedIn) / T, fit", fit),
        SCORE.row(name, "forest", "T(LinkedIn) / T, score", score),
        AREA.row(name, "forest", "difference of AUROC to LinkedIn", Ratio.median(apart)));
  }

  /** How the time of scoring grows with the rows. */
  BenchmarkRow growth() {
    var largest = scale.growth().get(scale.growth().size() - 1);
    var sizes =
        scale.growth().stream()
            .map(factor -> data.points(scale.points() / largest * factor, DIMENSIONS))
            .toList();
    var model = suite(sizes.get(0), 0);
    total(ForestScorer.score(sizes.get(sizes.size() - 1), model), ForestScorer.SCORE);
    var exponents = new ArrayList<Double>();
    for (var i = 0; i < scale.fewRepeats(); i++) {
      var times =
          sizes.stream()
              .map(
                  rows ->
                      Stopwatch.seconds(
                          () -> total(ForestScorer.score(rows, model), ForestScorer.SCORE)))
              .toList();
      exponents.add(Stopwatch.exponent(scale.growth(), times));
    }
    var name =
        "%dx to %dx of %s".formatted(1, largest, named(scale.points() / largest, DIMENSIONS));
    return GROWTH.row(
        name, "forest", "exponent of scoring time over rows", Ratio.median(exponents));
  }

  private static ForestModel suite(Dataset<Row> rows, int seed) {
    return plain(inputs(rows)).fit(rows, seed);
  }

  /** The suite's fit of the plain algorithm to some columns. */
  static ForestFit plain(List<String> columns) {
    var fields = columns.stream().map(name -> new Field(name, "1")).toList();
    return new ForestFit(fields, List.of("id"), PLAIN);
  }

  private IsolationForestModel library(Dataset<Row> rows, int seed) {
    return SparkSettings.own(
        spark,
        () -> {
          var library = new IsolationForest();
          library.setNumEstimators(PLAIN.trees());
          library.setMaxSamples((double) PLAIN.samples());
          library.setMaxFeatures(PLAIN.columnShare());
          library.setBootstrap(false);
          library.setFeaturesCol("vector");
          library.setRandomSeed(1L + seed);
          return library.fit(vectors(rows));
        });
  }

  private double total(Dataset<Row> scored, String column) {
    return column.equals(THEIR_SCORE)
        ? SparkSettings.own(spark, () -> sumOf(scored, column))
        : sumOf(scored, column);
  }

  private static double sumOf(Dataset<Row> scored, String column) {
    return scored.agg(sum(column)).head().getDouble(0);
  }

  private static double area(Dataset<Row> scored, String column) {
    return scored
        .select(col(column).cast("double"), col("anomalous"))
        .coalesce(1)
        .mapPartitions(new AreasPass(), Encoders.row(AreasPass.SCHEMA))
        .head()
        .getDouble(0);
  }

  private static Dataset<Row> vectors(Dataset<Row> rows) {
    return new VectorAssembler()
        .setInputCols(inputs(rows).toArray(String[]::new))
        .setOutputCol("vector")
        .transform(rows);
  }

  static List<String> inputs(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).filter(name -> name.startsWith("x")).toList();
  }

  static String named(int rows, int dimensions) {
    return String.format(Locale.ROOT, "%,d rows of %d columns", rows, dimensions);
  }
}
