package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RobustScalingTest {

  private static final float NAN = Float.NaN;

  private static RobustScaling of(float... column) {
    return RobustScaling.of(FloatMatrix.of(column, 1), 10f);
  }

  private static float scaled(RobustScaling scaling, float value) {
    return scaling.scale(FloatMatrix.of(new float[] {value}, 1)).at(0, 0);
  }

  @Test
  void centreIsTheMedianAndScaleTheQuartilesDistance() {
    var scaling = of(1, 2, 3, 4, 1000);

    assertThat(scaling.centers()).containsExactly(3f);
    assertThat(scaling.scales().get(0)).isCloseTo(2 / 1.349f, within(1e-6f));
  }

  @Test
  void columnsThatAreNearlyAlwaysZeroGetTheScaleOfTheirRareValues() {
    var rare = new float[100];
    rare[99] = 8;

    assertThat(of(rare).centers()).containsExactly(0f);
    assertThat(of(rare).scales().get(0)).isBetween(0.5f, 8f);
  }

  @Test
  void constantAndEmptyColumnsKeepTheirUnit() {
    assertThat(of(4, 4, 4)).isEqualTo(new RobustScaling(List.of(4f), List.of(1f), 10f));
    assertThat(of(NAN, NAN)).isEqualTo(new RobustScaling(List.of(0f), List.of(1f), 10f));
  }

  @Test
  void missingAndInfiniteValuesDoNotMoveTheScale() {
    assertThat(of(NAN, 1, 2, Float.POSITIVE_INFINITY, 3, 4, 5)).isEqualTo(of(5, 1, 2, 3, 4));
  }

  @Test
  void missingValuesAreTypicalAndFarOnesAreClipped() {
    var scaling = new RobustScaling(List.of(4f), List.of(2f), 10f);

    assertThat(scaled(scaling, 7)).isEqualTo(1.5f);
    assertThat(scaled(scaling, NAN)).isZero();
    assertThat(scaled(scaling, 1e30f)).isEqualTo(10f);
    assertThat(scaled(scaling, Float.POSITIVE_INFINITY)).isEqualTo(10f);
    assertThat(scaled(scaling, Float.NEGATIVE_INFINITY)).isEqualTo(-10f);
  }

  @Test
  void refusesAScaleThatIsNone() {
    assertThatThrownBy(() -> new RobustScaling(List.of(0f), List.of(0f), 1f))
        .hasMessageContaining("Cannot scale column 0: centre 0.0, scale 0.0");
    assertThatThrownBy(() -> new RobustScaling(List.of(NAN), List.of(1f), 1f))
        .hasMessageContaining("centre NaN");
    assertThatThrownBy(() -> new RobustScaling(List.of(0f), List.of(1f), 0f))
        .hasMessageContaining("limit 0.0");
    assertThatThrownBy(() -> new RobustScaling(List.of(), List.of(1f), 1f))
        .hasMessageContaining("0 centres, 1 scales");
    assertThatThrownBy(() -> of(1, 2).scale(FloatMatrix.zeros(1, 2)))
        .hasMessageContaining("2 columns where 1 are known");
  }
}
