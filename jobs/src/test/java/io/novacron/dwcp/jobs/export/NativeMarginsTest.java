package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Test;

class NativeMarginsTest {

  private static final Booster BOOSTER =
      Trained.classifier(Trained.rows(1, 200, 2, 1), 3, Map.of());

  @Test
  void batchesDoNotShow() {
    var rows = Trained.rows(2, 40_000, 2, 1);

    var margins = NativeMargins.of(BOOSTER, rows);

    assertThat(margins.rows()).isEqualTo(40_000);
    assertThat(margins.slice(39_000, 39_005))
        .isEqualTo(NativeMargins.of(BOOSTER, rows.slice(39_000, 39_005)));
    assertThat(margins.slice(16_000, 17_000))
        .isEqualTo(NativeMargins.of(BOOSTER, rows.slice(16_000, 17_000)));
  }

  @Test
  void refusesNoRows() {
    assertThatThrownBy(() -> NativeMargins.of(BOOSTER, FloatMatrix.zeros(0, 2)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("there are none");
  }

  @Test
  void refusesInfinities() {
    var rows = FloatMatrix.of(new float[] {Float.POSITIVE_INFINITY, 1}, 2);

    assertThatThrownBy(() -> NativeMargins.of(BOOSTER, rows))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("XGBoost refuses them");
  }
}
