package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Epochs;
import org.junit.jupiter.api.Test;

class FitProgressTest {

  private static NetworkState state(int value) {
    return new NetworkState(new float[] {value}, new float[1], new float[1], value);
  }

  private static FitProgress after(double... losses) {
    var progress = FitProgress.start(state(0));
    for (var i = 0; i < losses.length; i++) {
      progress = progress.after(new EpochReport(i + 1, 0.1, 1, losses[i]), state(i + 1), 0.01);
    }
    return progress;
  }

  @Test
  void keepsTheBestEpoch() {
    var progress = after(3, 1, 2, 1.5);

    assertThat(progress.bestEpoch()).isEqualTo(2);
    assertThat(progress.best().parameters).containsExactly(2);
    assertThat(progress.current().parameters).containsExactly(4);
  }

  @Test
  void isNotBetterByLessThanTheShare() {
    assertThat(after(1, 0.995).bestEpoch()).isEqualTo(1);
    assertThat(after(1, 0.985).bestEpoch()).isEqualTo(2);
  }

  @Test
  void endsWhenPatienceOrEpochsAreUsedUp() {
    var limits = new Epochs(5, 2, 0.01);

    assertThat(after(3, 1, 2).isDone(limits)).isFalse();
    assertThat(after(3, 1, 2, 2).isDone(limits)).isTrue();
    assertThat(after(5, 4, 3, 2, 1).isDone(limits)).isTrue();
    assertThat(after().isDone(limits)).isFalse();
  }
}
