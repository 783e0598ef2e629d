package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.linkedin.relevance.isolationforest.IsolationForest;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.Forest;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class ForestFitSparkTest {

  private static final StructType SCHEMA =
      StructType.fromDDL("key string, a double, b double, still double, often_missing double");
  private static final List<Field> FEATURES =
      List.of(
          new Field("a", "ms"),
          new Field("b", "1"),
          new Field("still", "1"),
          new Field("often_missing", "1"));
  private static final ForestConfig CONFIG = new ForestConfig(20, 64, 1.0, 400, 20, 0);

  private static ForestFit fit() {
    return new ForestFit(FEATURES, List.of("key"), CONFIG);
  }

  private static Dataset<Row> rows(SparkSession spark, int n) {
    var random = new Random(11);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < n; i++) {
      var missing = i % 3 == 0 ? Double.NaN : random.nextGaussian();
      rows.add(
          RowFactory.create(
              "row-" + i,
              100 + 5 * random.nextGaussian(),
              random.nextDouble(),
              7.0,
              i % 3 == 1 ? null : missing));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  @Test
  void partitionsAndOrderDoNotMatterAndTheSeedDoes(SparkSession spark) {
    var rows = rows(spark, 1500);

    var model = fit().fit(rows.coalesce(1), 3).toBytes();

    assertThat(fit().fit(rows.repartition(2, col("b")), 3).toBytes()).isEqualTo(model);
    assertThat(fit().fit(rows.repartition(7, col("a")), 3).toBytes()).isEqualTo(model);
    assertThat(fit().fit(rows, 4).toBytes()).isNotEqualTo(model);
  }

  @Test
  void growsOnABoundedSample(SparkSession spark) {
    var sample = new FitSample(List.of("key"), 400, 3);

    assertThat(sample.of(rows(spark, 5000)).count()).isEqualTo(400);
    assertThat(sample.of(rows(spark, 300)).count()).isEqualTo(300);
  }

  @Test
  void isTheLibrarysForestWithItsScores(SparkSession spark) {
    var columns = new String[] {"a", "b"};
    var vectors =
        new VectorAssembler()
            .setInputCols(columns)
            .setOutputCol("features")
            .transform(rows(spark, 600).coalesce(1));
    var library = new IsolationForest();
    library.setNumEstimators(50);
    library.setMaxSamples(128);
    var model = library.fit(vectors);

    var trees = Arrays.stream(model.isolationTrees()).map(LibraryTrees::nodes).toList();
    var forest = Forest.of(model.getNumFeatures(), model.getNumSamples(), trees);

    var scored = model.transform(vectors).select("a", "b", "outlierScore").collectAsList();
    var values = new float[2 * scored.size()];
    for (var i = 0; i < scored.size(); i++) {
      values[2 * i] = (float) scored.get(i).getDouble(0);
      values[2 * i + 1] = (float) scored.get(i).getDouble(1);
    }
    var ours = forest.scores(FloatMatrix.of(values, 2));
    for (var i = 0; i < ours.length; i++) {
      assertThat((double) ours[i]).isCloseTo(scored.get(i).getDouble(2), within(2e-6));
    }
  }

  @Test
  void constantAndMissingColumnsAreNoTrouble(SparkSession spark) {
    var rows = rows(spark, 300);

    var scored =
        ForestScorer.score(rows, fit().fit(rows, 1))
            .agg(
                org.apache.spark.sql.functions.min("score"),
                org.apache.spark.sql.functions.max("score"))
            .head();

    assertThat(scored.getDouble(0)).isBetween(0.3, 0.6);
    assertThat(scored.getDouble(1)).isBetween(0.5, 0.9);
  }

  /** The same sample in the same order must be the same forest, wherever the rows come from. */
  @Test
  void growsOnRowsInMemoryAsItDoesOverSpark(SparkSession spark) {
    var few = rows(spark, 300);
    var sample = new FitSample(List.of("key"), 400, Seeds.derive(3, "forest-sample"));
    var names = FEATURES.stream().map(Field::name).toList();
    var held =
        FeatureMatrix.of(
            FeatureMatrix.arrays(sample.of(few), names).collectAsList(), FEATURES.size());
    var large = FloatMatrix.zeros(5000, FEATURES.size());
    for (var row = 0; row < 5000; row++) {
      large.set(row, 0, row);
    }
    var unmoved = large.slice(0, 5000);

    var drawn = fit().fit(large, 3);

    assertThat(new ForestGrowth(FEATURES, CONFIG, 3).of(held)).isEqualTo(fit().fit(few, 3));
    assertThat(fit().fit(held, 3).scaling()).isEqualTo(fit().fit(few, 3).scaling());
    assertThat(fit().fit(large, 3).toBytes()).isEqualTo(drawn.toBytes());
    assertThat(fit().fit(large, 4).toBytes()).isNotEqualTo(drawn.toBytes());
    assertThat(drawn.scaling().centers().get(0)).isCloseTo(2500f, within(300f));
    assertThat(large).isEqualTo(unmoved);
    assertThatThrownBy(() -> fit().fit(large.slice(0, 1), 3))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("too few rows to grow it on: 1");
  }

  @Test
  void refusesRowsThatNoTreeCanGrowOn(SparkSession spark) {
    assertThatThrownBy(() -> fit().fit(rows(spark, 0), 1))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("too few rows to grow it on: 0");
    assertThatThrownBy(() -> fit().fit(rows(spark, 1), 1))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("too few rows to grow it on: 1");
  }

  @Test
  void scoresKeepTheRowsAndTheirColumns(SparkSession spark) {
    var rows = rows(spark, 2500);
    var model = fit().fit(rows, 1).withThreshold(0.5f);

    var scored = ForestScorer.score(rows.repartition(3), model).orderBy("key").collectAsList();

    assertThat(scored).hasSize(2500);
    var first = scored.get(0);
    assertThat(first.schema().fieldNames())
        .containsExactly("key", "a", "b", "still", "often_missing", "score", "alarm");
    var raw =
        FloatMatrix.of(
            new float[] {(float) first.getDouble(1), (float) first.getDouble(2), 7f, Float.NaN}, 4);
    assertThat(first.getString(0)).isEqualTo("row-0");
    assertThat(first.getDouble(5)).isEqualTo(model.scores(raw)[0]);
    assertThat(scored)
        .allSatisfy(row -> assertThat(row.getBoolean(6)).isEqualTo(row.getDouble(5) >= 0.5));
  }

  @Test
  void refusesRowsWithoutTheModelsColumns(SparkSession spark) {
    var rows = rows(spark, 100);
    var model = fit().fit(rows, 1);
    var wrong = rows.drop("b").withColumn("a", col("key"));

    assertThatThrownBy(() -> ForestScorer.score(wrong, model))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no numeric column: a, b;");
  }

  @Test
  void explainsAlarmsAndNothingElse(SparkSession spark) {
    var rows = rows(spark, 500);
    var far =
        spark.createDataFrame(List.of(RowFactory.create("far", 900.0, 0.5, 7.0, 0.0)), SCHEMA);
    var model = fit().fit(rows, 1);
    var sources =
        model.featureNames().stream()
            .map(name -> new Attribution.Source(name, Attribution.Direction.WITH))
            .toList();
    var alarming =
        model.withThreshold(model.scores(FloatMatrix.of(new float[] {900, 0.5f, 7, 0}, 4))[0]);

    var explained =
        ForestExplainer.explain(
                ForestScorer.score(rows.unionByName(far), alarming),
                new Attribution(alarming, sources),
                2)
            .orderBy("key");

    var first = explained.head();
    List<Row> causes = first.getList(first.fieldIndex("causes"));
    assertThat(causes).hasSize(2);
    assertThat(causes.get(0).getString(0)).isEqualTo("a");
    assertThat(causes.get(0).getString(2)).isEqualTo("above");
    assertThat(explained.where("size(causes) > 0").count())
        .isEqualTo(explained.where("alarm").count());
  }

  @Test
  void normalSamplesLeaveOutRowsWithoutAFiniteValue(SparkSession spark) {
    var columns = NormalSample.COLUMNS.stream().map(name -> name + " double");
    var schema = StructType.fromDDL("key string, " + String.join(", ", columns.toList()));
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 700; i++) {
      var base = i % 10 == 0 ? null : i % 10 == 1 ? 1 / 0.0 : i % 10 == 2 ? Double.NaN : 1.0 + i;
      rows.add(RowFactory.create("row-" + i, base, 1.0, 0.0, 1.0 * i % 7, 0.5, 0.5, 0.0));
    }
    var frame = spark.createDataFrame(rows, schema);

    var all = NormalSample.draw(frame, List.of("key"), new NormalSample.Size(1000, 2), 1);
    var some = NormalSample.draw(frame, List.of("key"), new NormalSample.Size(300, 2), 1);

    assertThat(all.rows()).hasSize(490);
    assertThat(some.rows()).isEqualTo(all.rows().subList(0, 300));
  }

  @Test
  void withBackgroundAColumnThatLeavesItsConstantIsFound(SparkSession spark) {
    var rows = rows(spark, 600);
    var plain = fit().fit(rows, 1);
    var config = new ForestConfig(20, 64, 1.0, 400, 20, 0.1);
    var spread = new ForestFit(FEATURES, List.of("key"), config).fit(rows, 1);
    var left = FloatMatrix.of(new float[] {100, 0.5f, 7, 0, 100, 0.5f, 17, 0}, 4);

    assertThat(plain.scores(left)[1]).isEqualTo(plain.scores(left)[0]);
    assertThat(spread.scores(left)[1]).isGreaterThan(spread.scores(left)[0] + 0.02f);
  }
}
