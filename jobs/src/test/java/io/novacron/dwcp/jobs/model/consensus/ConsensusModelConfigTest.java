package io.novacron.dwcp.jobs.model.consensus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsensusModelConfigTest {

  private static void read(String key, String value) {
    var config = ConfigReader.load(List.of(), Map.of("models.consensus.autoencoder." + key, value));
    ConfigReader.read(config, "models.consensus", ConsensusModelConfig.class);
  }

  @Test
  void namesAColumnThatNoStepHas() {
    assertThatThrownBy(() -> read("scoring.lasting.low", "[commited]"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("[commited], not columns of a step; choose among [p50, p95, p99");
  }

  @Test
  void refusesMoreStepsThanAWindowHas() {
    assertThatThrownBy(() -> read("scoring.lasting.steps", "31"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("lasting.steps: 31; a window has 30");
  }

  @Test
  void refusesMoreFarStepsThanAreLookedAt() {
    assertThatThrownBy(() -> read("scoring.lasting.far", "7"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("far 7 of 6 steps");
  }

  @Test
  void refusesAShareAboveOne() {
    assertThatThrownBy(() -> read("alarm.choice.enough-balanced-accuracy", "98.4"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("enough-balanced-accuracy 98.4; within (0, 1]");
  }
}
