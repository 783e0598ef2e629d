package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreAreasTest {

  @Test
  void areasAreThoseOfScikitLearn() {
    var scores = List.of(0.1, 0.4, 0.35, 0.8, 0.4);
    var positive = List.of(false, false, true, true, true);

    var areas = ScoreAreas.of(scores, positive).orElseThrow();

    // roc_auc_score and average_precision_score of the same lists.
    assertThat(areas.auroc()).isCloseTo(0.75, within(1e-12));
    assertThat(areas.auprc()).isCloseTo(0.8055555555555555, within(1e-12));
  }

  @Test
  void oneKindOfRowsHasNoAreas() {
    assertThat(ScoreAreas.of(List.of(0.1, 0.2), List.of(true, true))).isEmpty();
    assertThat(ScoreAreas.of(List.of(), List.of())).isEmpty();
    assertThatThrownBy(() -> ScoreAreas.of(List.of(0.1), List.of()))
        .hasMessageContaining("1 scores, 0 labels");
  }
}
