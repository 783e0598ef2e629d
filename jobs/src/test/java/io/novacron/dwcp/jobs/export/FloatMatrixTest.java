package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloatMatrixTest {

  private static final FloatMatrix MATRIX = FloatMatrix.of(new float[] {1, 2, 3, 4, 5, 6}, 2);

  @Test
  void slicesAndJoinsRows() {
    var joined = MATRIX.slice(1, 3).beside(FloatMatrix.of(new float[] {7, 8}, 1));

    assertThat(joined).isEqualTo(FloatMatrix.of(new float[] {3, 4, 7, 5, 6, 8}, 3));
    assertThat(joined).hasToString("FloatMatrix[2 x 3]");
  }

  @Test
  void equalityIsOfShapeAndBits() {
    assertThat(MATRIX)
        .isEqualTo(MATRIX.slice(0, 3))
        .hasSameHashCodeAs(MATRIX.slice(0, 3))
        .isNotEqualTo(FloatMatrix.of(MATRIX.values(), 3))
        .isNotEqualTo("text");
    assertThat(FloatMatrix.of(new float[] {0f}, 1))
        .isNotEqualTo(FloatMatrix.of(new float[] {-0f}, 1));
    assertThat(FloatMatrix.of(new float[] {Float.NaN}, 1))
        .isEqualTo(FloatMatrix.of(new float[] {Float.NaN}, 1));
  }

  @Test
  void refusesValuesThatDoNotFillRows() {
    assertThatThrownBy(() -> FloatMatrix.of(new float[3], 2))
        .hasMessageContaining("3 values do not fill rows of 2 columns");
    assertThatThrownBy(() -> FloatMatrix.of(new float[3], 0)).hasMessageContaining("0 columns");
  }

  @Test
  void refusesToJoinOtherNumbersOfRows() {
    assertThatThrownBy(() -> MATRIX.beside(MATRIX.slice(0, 1)))
        .hasMessage("Cannot put matrices side by side: 3 rows against 1");
  }

  @Test
  void refusesInfinitiesByNameAndAllowsMissingValues() {
    var broken = FloatMatrix.of(new float[] {1, Float.NaN, 3, Float.POSITIVE_INFINITY}, 2);

    FloatMatrix.of(new float[] {1, Float.NaN}, 2).requireFinite(List.of("a", "b"));
    assertThatThrownBy(() -> broken.requireFinite(List.of("a", "b")))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("row 1: infinite value in column b: Infinity");
  }

  @Test
  void refusesAnotherWidth() {
    assertThatThrownBy(() -> MATRIX.requireFinite(List.of("a")))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("2 columns where the model reads 1; pass [a]");
  }
}
