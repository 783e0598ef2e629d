package io.novacron.dwcp.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurableTest {

  private static final List<String> DATASETS = List.of("validation", "test");

  private static Measurable slicing(String dataset) {
    return new Measurable(
        List.of("accuracy", "brier"),
        List.of("accuracy"),
        List.of(dataset),
        List.of("link_type"),
        DATASETS,
        List.of("floor:majority"));
  }

  private static Gate gate(String metric, String dataset, String slice) {
    return new Gate(
        "g",
        metric,
        dataset,
        slice,
        Comparison.VALUE,
        Gate.NONE,
        Direction.AT_LEAST,
        0.5,
        ReadAt.VALUE,
        10,
        Severity.BLOCK);
  }

  @ParameterizedTest
  @CsvSource({
    "brier, validation, all",
    "accuracy, test, link_type=wan",
    "accuracy, test_seed_4, all",
  })
  void acceptsAGateOnWhatIsMeasured(String metric, String dataset, String slice) {
    assertThat(slicing("test").faults(List.of(gate(metric, dataset, slice)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acuracy  | test       | all           | gates.g.metric: not measured: acuracy; name it in evaluation.metrics
          accuracy | tset       | all           | gates.g.datasets: no such data set: tset; use some of [validation, test] or test_seed_<n>
          accuracy | test       | link=wan      | gates.g.slice: no such slice: link=wan; write all, or <dimension>=<value> with one of [link_type]
          accuracy | test       | link_type     | gates.g.slice: no such slice: link_type; write all, or <dimension>=<value> with one of [link_type]
          brier    | test       | link_type=wan | gates.g.slice: brier on test is not measured by slice: link_type=wan; name both in evaluation.slices
          accuracy | validation | link_type=wan | gates.g.slice: accuracy on validation is not measured by slice: link_type=wan; name both in evaluation.slices
          """)
  void refusesAGateOnWhatIsNeverMeasured(
      String metric, String dataset, String slice, String fault) {
    assertThat(slicing("test").faults(List.of(gate(metric, dataset, slice))))
        .containsExactly(fault);
  }

  @Test
  void refusesToSliceADataSetThatThereIsNot() {
    assertThat(slicing("tset").faults(List.of()))
        .containsExactly(
            "evaluation.slices.datasets: no such data set: tset; use some of [validation, test]");
  }

  @ParameterizedTest
  @CsvSource({"floor:majority, true", "champion, true", "floor:mayority, false"})
  void knowsWhatAGateMayBeHeldAgainst(String against, boolean known) {
    var gate =
        new Gate(
            "g",
            "accuracy",
            "test",
            "all",
            Comparison.DIFFERENCE,
            against,
            Direction.AT_LEAST,
            0,
            ReadAt.CI_LOW,
            10,
            Severity.BLOCK);

    var faults = slicing("test").faults(List.of(gate));

    if (known) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults)
          .containsExactly(
              "gates.g.against: no such reference: floor:mayority;"
                  + " use none, champion or one of [floor:majority]");
    }
  }
}
