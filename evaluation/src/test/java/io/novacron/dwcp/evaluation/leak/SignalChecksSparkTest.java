package io.novacron.dwcp.evaluation.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.SignalChecks.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class SignalChecksSparkTest {

  private static final Bounds BOUNDS = new Bounds(16, 0.95, 0.98);
  private static final List<String> LABELS = List.of("label", "truth");
  private static final List<String> FEATURES = List.of("weak", "empty", "leak");

  /** The class depends weakly on one feature and wholly on another; a third is always null. */
  private static Dataset<Row> rows(SparkSession spark) {
    var random = new Random(5);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 600; i++) {
      double weak = random.nextDouble();
      var label = weak + random.nextDouble() > 1 ? "a" : "b";
      double leak = (label.equals("a") ? 1 : 5) + random.nextDouble();
      Double gap = i % 10 == 0 ? Double.NaN : Double.valueOf(weak);
      rows.add(RowFactory.create("k" + i, gap, null, leak, label, weak * 3 + 1));
    }
    var ddl = "id string, weak double, empty double, leak double, label string, truth double";
    return spark.createDataFrame(rows, StructType.fromDDL(ddl));
  }

  /** The one bin of 16 that holds both classes costs 0.02. */
  @Test
  void stopsAFeatureThatIsTheLabelInDisguise(SparkSession spark) {
    var rows = rows(spark);

    var finding = SignalChecks.singleFeatureAlarm(rows, FEATURES, "label", BOUNDS);

    assertThat(finding)
        .isEqualTo(new LeakFinding("single-feature-alarm", false, "leak alone gets 0.9800 right"));
    assertThat(
            SignalChecks.singleFeatureAlarm(rows, FEATURES.subList(0, 2), "label", BOUNDS).passed())
        .isTrue();
  }

  @Test
  void stopsAFeatureThatIsTheTruthUpToScale(SparkSession spark) {
    var rows = rows(spark);

    assertThat(SignalChecks.singleFeatureCorrelation(rows, FEATURES, "truth", BOUNDS))
        .isEqualTo(
            new LeakFinding("single-feature-alarm", false, "weak correlates with truth by 1.0000"));
    assertThat(
            SignalChecks.singleFeatureCorrelation(rows, List.of("leak", "empty"), "truth", BOUNDS)
                .passed())
        .isTrue();
  }

  /** A rate that the class does not follow from alone; its neighbour of six digits is no copy. */
  @Test
  void stopsAFeatureThatIsANumberOfTheTruthUnderAnotherName(SparkSession spark) {
    var ddl = "estimate double, close double, zero double, rate double, nothing double";
    var rows =
        Frames.of(
            spark,
            ddl,
            "1.5 | 1.50001 | 0 | 1.5 | 0",
            "2.5 | 2.50001 | 0 | 2.5 | 0",
            " | 9 | 0 |  | 0");
    var calm = new LeakFinding("single-feature-alarm", true, "none");
    var alarmed = new LeakFinding("single-feature-alarm", false, "close alone gets 1.0000 right");

    assertThat(
            SignalChecks.withCopies(
                calm, rows, List.of("close", "zero"), List.of("rate", "nothing")))
        .isEqualTo(calm);
    assertThat(
            SignalChecks.withCopies(
                alarmed, rows, List.of("estimate", "close"), List.of("rate", "nothing")))
        .isEqualTo(
            new LeakFinding(
                "single-feature-alarm",
                false,
                "close alone gets 1.0000 right; estimate is the truth rate on 2 of 2 rows"));
  }

  @Test
  void refusesBoundsThatCannotAlarm() {
    assertThatThrownBy(() -> new Bounds(1, 0.9, 0.9)).hasMessageContaining("leak.single-feature");
    assertThatThrownBy(() -> new Bounds(8, 1, 0.9)).hasMessageContaining("leak.single-feature");
    assertThatThrownBy(() -> new Bounds(8, 0.9, 0)).hasMessageContaining("leak.single-feature");
  }

  private static LeakFinding constant(SparkSession spark, String... lines) {
    var ddl =
        "dataset string, truth string, prediction string, truth_value double,"
            + " predicted_value double";
    return SignalChecks.constantPrediction(Frames.of(spark, ddl, lines));
  }

  @Test
  void stopsAModelThatAlwaysSaysTheSame(SparkSession spark) {
    assertThat(constant(spark, "test | a | a | |", "test | b | a | |"))
        .isEqualTo(new LeakFinding("constant-prediction", false, "says the same on all of test"));
    assertThat(constant(spark, "test | | | 1.0 | 5.0", "test | | | 2.0 | 5.0").passed()).isFalse();
    assertThat(constant(spark, "test | a | | | ", "test | b | | | ").passed()).isFalse();
    assertThat(constant(spark, "test | a | a | |", "test | b | b | |").passed()).isTrue();
    assertThat(constant(spark, "test | | | 1.0 | 5.0", "test | | | 2.0 | 6.0").passed()).isTrue();
    assertThat(constant(spark, "test | a | a | |", "test | a | a | |").passed()).isTrue();
  }

  @Test
  void shuffledLabelsOfOneLinkAreNotItsOwn(SparkSession spark) {
    var rows =
        spark
            .range(4000)
            .selectExpr("id % 4 AS link", "id AS ts", "CAST(id % 4 AS STRING) AS label");
    var own = "CAST(link AS STRING) = label";

    var shuffled =
        SignalChecks.withShuffledLabels(rows, List.of("link", "ts"), List.of("label"), 9);

    assertThat(shuffled.where(own).count()).isBetween(900L, 1100L);
    assertThat(
            SignalChecks.withShuffledLabels(rows, "link", List.of("label"), 9).where(own).count())
        .isGreaterThan(3900L);
  }

  @Test
  void shufflesLabelsSoThatTheyMeanNothingAndCountTheSame(SparkSession spark) {
    var rows = rows(spark);

    var shuffled = SignalChecks.withShuffledLabels(rows, "id", LABELS, 9);

    Frames.assertSame(
        shuffled.select("label", "truth"),
        rows.select("label", "truth"),
        List.of("label", "truth"),
        0);
    Frames.assertSame(
        shuffled.groupBy("label").count(), rows.groupBy("label").count(), List.of("label"), 0);
    assertThat(SignalChecks.singleFeatureAlarm(rows, List.of("leak"), "label", BOUNDS).passed())
        .isFalse();
    var control = new Bounds(16, 0.65, 0.9);
    assertThat(
            SignalChecks.singleFeatureAlarm(shuffled, List.of("leak"), "label", control).passed())
        .isTrue();
    assertThat(shuffled.columns()).containsExactly(rows.columns());
    Frames.assertSame(
        shuffled,
        SignalChecks.withShuffledLabels(rows.repartition(5), "id", LABELS, 9),
        List.of("id"),
        0);
  }

  @Test
  void countsHitsBesideKnowingNothing(SparkSession spark) {
    var ddl =
        "scorer string, truth string, prediction string, truth_value double,"
            + " predicted_value double";
    var words =
        Frames.of(spark, ddl, "c | a | a | |", "c | b | a | |", "c | a | | |", "d | a | a | |");
    var numbers =
        Frames.of(
            spark,
            ddl,
            "c | | | 1.0 | 1.5",
            "c | | | 5.0 | 9.5",
            "c | | | 9.0 | 8.0",
            "c | | | 9.0 |");

    assertThat(SignalChecks.hits(words))
        .isEqualTo(Map.of("c", new Hits(3, 1), "d", new Hits(1, 1)));
    assertThat(SignalChecks.hits(numbers)).isEqualTo(Map.of("c", new Hits(4, 2)));
    assertThat(SignalChecks.hits(words.limit(0))).isEmpty();
  }

  @Test
  void knowsWhatNoLabelIsNeededFor(SparkSession spark) {
    var rows =
        Frames.of(
            spark,
            "best string, baseline double, rate double",
            "a | 1 | 1",
            "a | 1 | 1",
            "b | 1 | 1",
            "b | 0 | 1",
            "b | 0 | 1");

    assertThat(SignalChecks.blindShare(rows, "best", List.of())).isEqualTo(0.6);
    assertThat(SignalChecks.blindShare(rows, "best", List.of("baseline > 0"))).isEqualTo(0.8);
    assertThat(SignalChecks.blindShare(rows, "rate", List.of())).isEqualTo(0.5);
    assertThat(SignalChecks.blindShare(rows.limit(0), "best", List.of())).isZero();
  }
}
