package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Constants computed with scikit-learn 1.9.1 and numpy on the same few rows. */
@ExtendWith(LocalSpark.class)
class ScikitLearnSparkTest {

  private static final EvaluationRun RUN = new EvaluationRun("r1", LocalDate.of(2026, 1, 31), 7L);

  private static EvaluatorConfig config(String... metrics) {
    return new EvaluatorConfig(
        List.of(metrics),
        new EvaluatorConfig.Slicing(List.of(), List.of()),
        List.of("a", "b", "c"),
        "a",
        1,
        1.0,
        0.05,
        100,
        64);
  }

  private static void classes(ScoredRows rows, String dataset, String truth, String decided) {
    for (var i = 0; i < truth.length(); i++) {
      rows.add(
          dataset + i,
          new ScoredRows.One()
              .dataset(dataset)
              .entity("e" + i)
              .classes(truth.substring(i, i + 1), decided.substring(i, i + 1)));
    }
  }

  private static void assertValues(Table table, Map<String, Double> expected) {
    expected.forEach(
        (key, value) ->
            assertThat(table.value("candidate/" + key)).as(key).isCloseTo(value, within(1e-8)));
  }

  @Test
  void agreesOnClasses(SparkSession spark) {
    var rows = new ScoredRows();
    classes(rows, "three", "aaaabbbccc", "aabcbbaccb");
    classes(rows, "two", "aaab", "aacb");

    var table =
        Table.of(
            new Evaluator(
                    config(
                        "accuracy",
                        "balanced_accuracy",
                        "macro_recall",
                        "macro_precision",
                        "macro_f1",
                        "recall:*",
                        "precision:b",
                        "precision:c",
                        "f1:a",
                        "f1:c",
                        "majority_share",
                        "class_share:b"))
                .metrics(rows.frame(spark), RUN));

    assertValues(
        table,
        Map.ofEntries(
            Map.entry("three/all/accuracy", 0.6),
            Map.entry("three/all/balanced_accuracy", 0.611111111111111),
            Map.entry("three/all/macro_recall", 0.611111111111111),
            Map.entry("three/all/macro_precision", 0.611111111111111),
            Map.entry("three/all/macro_f1", 0.6031746031746031),
            Map.entry("three/all/recall:a", 0.5),
            Map.entry("three/all/recall:b", 2 / 3.0),
            Map.entry("three/all/recall:c", 2 / 3.0),
            Map.entry("three/all/precision:b", 0.5),
            Map.entry("three/all/f1:a", 0.57142857142),
            Map.entry("three/all/f1:c", 2 / 3.0),
            Map.entry("three/all/majority_share", 0.4),
            Map.entry("three/all/class_share:b", 0.3)));
    assertValues(
        table,
        Map.of(
            "two/all/macro_recall", 0.5555555555555555,
            "two/all/macro_precision", 2 / 3.0,
            "two/all/macro_f1", 0.6,
            "two/all/balanced_accuracy", 0.8333333333333333,
            "two/all/precision:c", 0.0));
    assertThat(table.row("candidate/two/all/recall:c").isNullAt(9)).isTrue();
  }

  @Test
  void agreesOnNumbersOrderAndConfidence(SparkSession spark) {
    var rows = new ScoredRows();
    var truths = List.of(10.0, 20.0, 30.0, 40.0, 0.5);
    var forecasts = List.of(12.0, 18.0, 33.0, 36.0, 1.5);
    for (var i = 0; i < truths.size(); i++) {
      rows.add("n" + i, one("numbers", i).numbers(truths.get(i), forecasts.get(i)));
    }
    var scores = List.of(0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.5, 0.4, 0.3, 0.1);
    for (var i = 0; i < scores.size(); i++) {
      var truth = List.of(0, 1, 3, 5).contains(i) ? "a" : "b";
      rows.add("r" + i, one("order", i).classes(truth, "a").numbers(null, scores.get(i)));
    }
    var confidences = List.of(0.95, 0.9, 0.8, 0.55, 0.3, 1.0);
    for (var i = 0; i < confidences.size(); i++) {
      var decided = List.of(2, 4).contains(i) ? "b" : "a";
      rows.add("c" + i, one("sure", i).classes("a", decided).confidence(confidences.get(i)));
    }

    var table =
        Table.of(
            new Evaluator(
                    config(
                        "rmse",
                        "mae",
                        "mape",
                        "bias",
                        "pearson_r",
                        "auroc",
                        "auprc",
                        "brier",
                        "log_loss",
                        "expected_calibration_error"))
                .metrics(rows.frame(spark), RUN));

    assertValues(
        table,
        Map.of(
            "numbers/all/rmse", 2.6076809620810595,
            "numbers/all/mae", 2.4,
            "numbers/all/mape", 0.125,
            "numbers/all/bias", 0.0,
            "numbers/all/pearson_r", 0.9844164456233421));
    assertValues(
        table,
        Map.of(
            "order/all/auroc", 0.8333333333333334,
            "order/all/auprc", 0.7470238095238095,
            "sure/all/brier", 0.1575,
            "sure/all/log_loss", 0.45343394452897173,
            "sure/all/expected_calibration_error", 0.2833333333333333));
    assertThat(table.n("candidate/numbers/all/mape")).isEqualTo(4);
    assertThat(table.method("candidate/numbers/all/auroc"))
        .startsWith("undefined: no rows with truth");
    assertThat(table.method("candidate/sure/all/auroc"))
        .isEqualTo("undefined: 6 rows without score");
  }

  @Test
  void measuresEachOfSeveralQuantitiesByItsOwnNumbers(SparkSession spark) {
    var rows = new ScoredRows();
    var truths = List.of(10.0, 20.0, 30.0, 40.0, 0.5);
    var forecasts = List.of(12.0, 18.0, 33.0, 36.0, 1.5);
    for (var i = 0; i < truths.size(); i++) {
      rows.add(
          "n" + i,
          one("test", i)
              .numbers(1.0, 1.0 + i)
              .amount("true_latency_15", truths.get(i))
              .amount("forecast_latency_15", forecasts.get(i))
              .amount("low_latency_15", truths.get(i) - i)
              .amount("high_latency_15", truths.get(i) + 2 - i)
              .amount("true_loss_1", truths.get(i)));
    }
    rows.add("none", one("test", 9).numbers(1.0, 1.0).amount("forecast_latency_15", 7));

    var table =
        Table.of(
            new Evaluator(
                    config(
                        "rmse",
                        "rmse:latency_15",
                        "mae:latency_15",
                        "bias:latency_15",
                        "mape:latency_15",
                        "pearson_r:latency_15",
                        "interval_coverage:latency_15",
                        "rmse:loss_1",
                        "interval_coverage:loss_1"))
                .metrics(rows.frame(spark), RUN));

    assertValues(
        table,
        Map.of(
            "test/all/rmse", Math.sqrt(30 / 6.0),
            "test/all/rmse:latency_15", 2.6076809620810595,
            "test/all/mae:latency_15", 2.4,
            "test/all/bias:latency_15", 0.0,
            "test/all/mape:latency_15", 0.125,
            "test/all/pearson_r:latency_15", 0.9844164456233421,
            "test/all/interval_coverage:latency_15", 0.6,
            "test/all/interval_coverage:loss_1", 0.0));
    assertThat(table.n("candidate/test/all/rmse:latency_15")).isEqualTo(5);
    assertThat(table.method("candidate/test/all/rmse:loss_1"))
        .isEqualTo("undefined: 5 rows without forecast");
  }

  private static ScoredRows.One one(String dataset, int i) {
    return new ScoredRows.One().dataset(dataset).entity("e" + i);
  }
}
