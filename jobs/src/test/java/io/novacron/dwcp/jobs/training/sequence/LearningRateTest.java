package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Schedule;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Shape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  private static LearningRate rate(Shape shape, int warmup) {
    var schedule = new Schedule(shape, warmup, 0.1, 0.5, 2);
    return new LearningRate(Fits.config().with(schedule).epochs(10).build());
  }

  private static List<Double> epochs(int count) {
    return Collections.nCopies(count, 1.0);
  }

  @Test
  void risesEvenlyThenStays() {
    var rate = rate(Shape.CONSTANT, 3);

    assertThat(rate.next(epochs(0))).isEqualTo(Fits.RATE / 4);
    assertThat(rate.next(epochs(2))).isEqualTo(Fits.RATE * 3 / 4);
    assertThat(rate.next(epochs(3))).isEqualTo(Fits.RATE);
    assertThat(rate.next(epochs(9))).isEqualTo(Fits.RATE);
  }

  @Test
  void fallsAlongACosineToItsFloor() {
    var rate = rate(Shape.COSINE, 0);

    assertThat(rate.next(epochs(0))).isEqualTo(Fits.RATE);
    assertThat(rate.next(epochs(5))).isCloseTo(Fits.RATE * 0.55, within(1e-12));
    assertThat(rate.next(epochs(10))).isCloseTo(Fits.RATE * 0.1, within(1e-12));
  }

  @Test
  void halvesWheneverTheLossHasRestedForTwoEpochs() {
    var rate = rate(Shape.PLATEAU, 0);

    assertThat(rate.next(List.of(1.0, 0.9, 0.9))).isEqualTo(Fits.RATE);
    assertThat(rate.next(List.of(1.0, 0.9, 0.9, 0.95))).isEqualTo(Fits.RATE / 2);
    assertThat(rate.next(List.of(1.0, 0.9, 0.9, 0.95, 0.5, 0.5, 0.5))).isEqualTo(Fits.RATE / 4);
    assertThat(rate.next(epochs(40))).isCloseTo(Fits.RATE * 0.1, within(1e-12));
  }
}
