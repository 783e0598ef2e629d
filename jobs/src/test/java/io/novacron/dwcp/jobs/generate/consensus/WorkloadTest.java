package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void requestsComeAtTheirRateInEveryQueue() {
    var workload = new Workload(20, 2, new double[2]);

    assertThat(workload.pending(0, SECOND)).isEqualTo(10);
    assertThat(workload.pending(3, SECOND)).isEqualTo(10);
    assertThat(workload.pending(SECOND)).isEqualTo(20);
  }

  @Test
  void tellsWhenTheTakenRequestsArrivedOnTheMean() {
    var workload = new Workload(10, 1, new double[1]);

    assertThat(workload.take(0, 10)).isCloseTo(0.5 * SECOND, within(1.0));
    assertThat(workload.take(0, 10)).isCloseTo(1.5 * SECOND, within(1.0));
    assertThat(workload.pending(0, 3 * SECOND)).isEqualTo(10);
  }

  @Test
  void followsTheRateWhenItChanges() {
    var workload = new Workload(10, 1, new double[1]);
    workload.change(SECOND, 3);
    workload.change(2 * SECOND, 0);

    assertThat(workload.pending(0, 5 * SECOND)).isEqualTo(40);
    assertThat(workload.take(0, 10)).isCloseTo(0.5 * SECOND, within(1.0));
    assertThat(workload.take(0, 30)).isCloseTo(1.5 * SECOND, within(1.0));
  }

  @Test
  void requestsThatAreGivenBackWaitAgain() {
    var workload = new Workload(10, 1, new double[1]);
    workload.take(0, 10);

    workload.giveBack(0, 4);

    assertThat(workload.pending(0, SECOND)).isEqualTo(4);
  }
}
