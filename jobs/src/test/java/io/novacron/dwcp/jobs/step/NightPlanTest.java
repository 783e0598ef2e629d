package io.novacron.dwcp.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.model.compression.CompressionModelConfig;
import io.novacron.dwcp.jobs.model.compression.CompressionTrainer;
import io.novacron.dwcp.jobs.model.reliability.ReliabilityModelConfig;
import io.novacron.dwcp.jobs.model.reliability.ReliabilityTrainer;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightPlanTest {

  private static List<Trainer> trainers() {
    var config = ConfigReader.load(List.of(), Map.of());
    return List.of(
        new CompressionTrainer(
            ConfigReader.read(config, "models.compression", CompressionModelConfig.class)),
        new ReliabilityTrainer(
            ConfigReader.read(config, "models.reliability", ReliabilityModelConfig.class)));
  }

  @Test
  void everyTableHasOneWriter() {
    var written = Night.steps(trainers()).stream().flatMap(step -> step.writes().stream()).toList();

    assertThat(written).doesNotHaveDuplicates();
  }

  @Test
  void everyStepReadsSourcesOrWhatAnEarlierStepWrote() {
    var known = new HashSet<String>();

    for (var step : Night.steps(trainers())) {
      var missing =
          step.reads().stream()
              .filter(table -> !table.startsWith("landing:") && !known.contains(table))
              .toList();
      assertThat(missing).as("read by %s before anybody wrote it", step.name()).isEmpty();
      known.addAll(step.writes());
    }
  }

  @Test
  void refusesAnUnknownStepByName() {
    assertThatThrownBy(() -> Night.step(trainers(), "bake"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("bake")
        .hasMessageContaining("[ingest, features, labels, train, evaluate, publish]");
  }
}
