package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForestConfigTest {

  @Test
  void refusesNumbersOutOfRangeByName() {
    assertThatThrownBy(() -> new ForestConfig(0, 256, 1, 1000, 10))
        .hasMessageContaining("trees is");
    assertThatThrownBy(() -> new ForestConfig(9, 1, 1, 1000, 10))
        .hasMessageContaining("samples is");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 0, 1000, 10))
        .hasMessageContaining("column-share is 0.0; set (0, 1]");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 1, 100, 10))
        .hasMessageContaining("sample-rows is 100; set at least samples");
    assertThatThrownBy(() -> new ForestConfig(9, 256, 1, 1000, 0))
        .hasMessageContaining("scale-limit is");
    assertThatCode(() -> new ForestConfig(9, 256, 1, 1000, 10)).doesNotThrowAnyException();
  }
}
