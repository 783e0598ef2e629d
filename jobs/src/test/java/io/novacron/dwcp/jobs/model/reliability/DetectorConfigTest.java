package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorConfigTest {

  private static ReliabilityModelConfig read(String key, String value) {
    var at = "models.reliability." + key;
    return ConfigReader.read(
        ConfigReader.load(List.of(), Map.of(at, value)),
        "models.reliability",
        ReliabilityModelConfig.class);
  }

  @Test
  void readsTheShippedFile() {
    var config = read("detector.parity-rows", "10000");

    assertThat(config.detector().trials()).isNotEmpty();
    assertThat(config.gates()).isNotEmpty();
  }

  @Test
  void namesTheKeyOfEveryFault() {
    for (var fault :
        List.of(
            List.of("detector.max-contamination", "0.7", "max-contamination: 0.7"),
            List.of("detector.parity-rows", "0", "parity-rows: 0"),
            List.of("detector.trials", "[]", "trials: none"),
            List.of("detector.alarm.merge-gap-s", "-1", "merge-gap-s -1"),
            List.of("detector.alarm.raise-after", "[]", "raise-after []"),
            List.of("detector.alarm.max-false-positive-rate", "1", "max-false-positive-rate 1.0"),
            List.of("evaluation.slices.datasets", "[tset]", "no such data set: tset"),
            List.of(
                "detector.trials",
                "[{ name = a, inputs = [harmm], forest { trees = 1, samples = 2, column-share = 1,"
                    + " sample-rows = 2, scale-limit = 1, background-share = 0 } }]",
                "trials.a.inputs: [harmm]"))) {
      assertThatThrownBy(() -> read(fault.get(0), fault.get(1)))
          .as(fault.get(0))
          .isInstanceOf(UsageError.class)
          .hasMessageContaining(fault.get(2));
    }
  }
}
