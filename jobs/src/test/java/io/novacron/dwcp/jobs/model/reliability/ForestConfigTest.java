package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForestConfigTest {

  @Test
  void refusesNumbersOutOfRangeByName() {
    assertThatThrownBy(() -> new ForestConfig(0, 256, 1, 1000, 10, 0))
        .hasMessageContaining("trees: 0");
    assertThatThrownBy(() -> new ForestConfig(9, 1, 1, 1000, 10, 0))
        .hasMessageContaining("samples: 1");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 0, 1000, 10, 0))
        .hasMessageContaining("column-share: 0.0; set (0, 1]");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 1, 100, 10, 0))
        .hasMessageContaining("sample-rows: 100; set at least samples");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 1, 1000, 0, 0))
        .hasMessageContaining("scale-limit: 0");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 1, 1000, 10, 2))
        .hasMessageContaining("background-share: 2.0; set a share in [0, 1]");
    assertThatCode(() -> new ForestConfig(9, 256, 1, 1000, 10, 0)).doesNotThrowAnyException();
  }
}
