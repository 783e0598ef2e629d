package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final EvaluatorConfig.Slicing NO_SLICES =
      new EvaluatorConfig.Slicing(List.of(), List.of());

  private static EvaluatorConfig config(String... metrics) {
    return new EvaluatorConfig(
        List.of(metrics), NO_SLICES, List.of("a", "b+c"), "a", 5, 1, 0.05, 100, 64);
  }

  @Test
  void expandsAFamilyOverItsClasses() {
    assertThat(Metrics.of(config("accuracy", "recall:*", "f1:b+c", "mean:probe_ms")))
        .extracting(Metric::name)
        .containsExactly("accuracy", "recall:a", "recall:b+c", "f1:b+c", "mean:probe_ms");
  }

  @Test
  void saysWhatEveryMetricMeans() {
    var about = new Metrics(config("accuracy")).everything().stream().map(Metric::about).toList();

    assertThat(about).hasSizeGreaterThan(25);
    assertThat(about).allSatisfy(a -> assertThat(a.definition()).isNotBlank());
    assertThat(about).extracting(About::name).doesNotHaveDuplicates();
    assertThat(about.stream().filter(a -> !a.higherIsBetter()).map(About::name))
        .contains("rmse", "mae", "mape", "brier", "log_loss", "mean_regret")
        .doesNotContain("accuracy", "gap_closed", "pearson_r", "auroc");
  }

  @Test
  void refusesUnknownNamesAllTogether() {
    assertThatThrownBy(
            () ->
                Metrics.of(
                    config("acuracy", "recall:z", "recall", "speed:a", "mean:'; --", "accuracy")))
        .hasMessageContaining("[acuracy, recall:z, recall, speed:a, mean:'; --]");
  }

  @Test
  void refusesFaultySettingsAllTogether() {
    assertThatThrownBy(
            () ->
                new EvaluatorConfig(
                    List.of("rmse", "rmse"),
                    new EvaluatorConfig.Slicing(List.of(), List.of("te'st")),
                    List.of("a'b"),
                    "z",
                    0,
                    0,
                    1,
                    10,
                    1))
        .hasMessageContaining("evaluation.metrics: a name twice")
        .hasMessageContaining("evaluation.classes: not a class name: a'b")
        .hasMessageContaining("evaluation.slices.datasets: not a data set: te'st")
        .hasMessageContaining("evaluation.positive: not among classes: z")
        .hasMessageContaining("evaluation.min-n: below 1: 0")
        .hasMessageContaining("evaluation.mape-floor: not positive: 0.0")
        .hasMessageContaining("evaluation.min-class-share: not between 0 and 1: 1.0")
        .hasMessageContaining("evaluation.replicates: not between 100 and 10000: 10")
        .hasMessageContaining("evaluation.blocks: not between 2 and 4096: 1");
    assertThatThrownBy(() -> config()).hasMessageContaining("evaluation.metrics: none");
  }

  @Test
  void neverGivesAValueThatIsNoNumber() {
    assertThat(Outcome.of(Double.NaN, 3)).isEqualTo(Outcome.undefined("not a finite number"));
    assertThat(Outcome.of(1 / 0.0, 3).value()).isEmpty();
    assertThat(Outcome.ratio(1, 0, 3, "why")).isEqualTo(Outcome.undefined("why"));
    assertThat(RankedRows.auroc().finish(Sums.over(List.of())).value()).isEmpty();
  }

  @Test
  void readsSumsByName() {
    var sums = Sums.over(List.of("x", "y", "x")).reading(new double[] {1.5, 2});

    assertThat(sums.at("y")).isEqualTo(2);
    assertThat(sums.count(new Term("x", "one"))).isEqualTo(2);
    assertThatThrownBy(() -> sums.at("z")).hasMessageContaining("no such term: z");
    assertThatThrownBy(() -> sums.reading(new double[1])).hasMessageContaining("1 sums for 2");
  }
}
