package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Adam;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Epochs;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceFitConfigTest {

  @Test
  void refusesSettingsByTheirNames() {
    assertThatThrownBy(() -> new Epochs(0, 1, 0)).hasMessage("epochs.most: 0; set at least 1");
    assertThatThrownBy(() -> new Adam(0, 0.9, 0.9, 1, 0, 1))
        .hasMessage("adam.learning-rate: 0.0; set (0, 1]");
    assertThatThrownBy(() -> new Spread(0, 1, 0)).hasMessageContaining("spread.workers: 0");
    assertThatThrownBy(() -> new LstmLoss(LstmLoss.Kind.HUBER, 0, List.of(1.0), 0))
        .hasMessageContaining("huber-delta 0.0");
  }

  @Test
  void refusesShapesThatCannotBe() {
    assertThatThrownBy(() -> new SequenceShape(0, 1, 1)).hasMessageContaining("on 0 steps");
    assertThatThrownBy(() -> new Parameter("w", List.of(0), 1)).hasMessageContaining("[0]");
    assertThatThrownBy(() -> new SequenceRows(null, List.of())).hasMessageContaining("key");
  }
}
