package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxCoxTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.0625, 0.3, 0.99, 1, 1.01, 4, 16})
  void isCloseToTheLogarithmAndInvertsToATenthOfAThousandth(double ratio) {
    var y = BoxCox.transform(ratio);

    assertThat((double) y).isCloseTo(Math.log(ratio), withinPercentage(0.14));
    assertThat((double) BoxCox.inverse(y)).isCloseTo(ratio, withinPercentage(0.01));
  }

  @Test
  void followsItsDefinition() {
    assertThat((double) BoxCox.transform(3))
        .isCloseTo(1024 * (Math.pow(3, 1 / 1024.0) - 1), within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesRatiosThatAreNone(double ratio) {
    assertThatThrownBy(() -> BoxCox.transform(ratio))
        .hasMessageContaining("it must be positive and finite: " + ratio);
  }

  @Test
  void predictionsBeyondTheLimitAreClipped() {
    assertThat(BoxCox.inverse(1e9f)).isEqualTo(BoxCox.inverse(16)).isLessThan(8e6f);
    assertThat(BoxCox.inverse(-1e9f)).isEqualTo(BoxCox.inverse(-16)).isGreaterThan(9e-8f);
  }

  @Test
  void inverseHasTheSameBitsInTheGraph() {
    var graph = OnnxGraph.named("inverse").input("y", 1);
    var model = Graphs.model(graph, "y", 1, BoxCox.addInverse(graph, "y", "inverse"), 1);
    var rows = Trained.rows(9, 20_000, 1, 40);
    var expected = FloatMatrix.zeros(rows.rows(), 1);
    for (var row = 0; row < rows.rows(); row++) {
      var y = row % 2 == 0 ? rows.at(row, 0) - 20 : row / 1e4f - 1;
      rows.set(row, 0, Float.isNaN(y) ? 0 : y);
      expected.set(row, 0, BoxCox.inverse(rows.at(row, 0)));
    }

    try (var scorer = model.open()) {
      assertThat(scorer.score(rows).floats(model.signature().outputs().get(0).name()))
          .isEqualTo(expected);
    }
    assertThat(List.of(expected.at(0, 0), expected.at(1, 0))).doesNotHaveDuplicates();
  }
}
