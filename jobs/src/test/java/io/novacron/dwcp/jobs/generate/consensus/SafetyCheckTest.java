package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class SafetyCheckTest {

  private final SafetyCheck check = new SafetyCheck(new boolean[] {true, true, false});

  @Test
  void stopsTwoHonestReplicasThatDisagree() {
    check.commit(0, 0, 5);

    assertThatExceptionOfType(SafetyViolation.class)
        .isThrownBy(() -> check.commit(1, 0, 6))
        .withMessageContaining("replica 1 commits 6 at position 0, another one 5");
  }

  @Test
  void stopsAReplicaThatGoesBack() {
    check.commit(0, 3, 5);

    assertThatExceptionOfType(SafetyViolation.class)
        .isThrownBy(() -> check.commit(0, 3, 5))
        .withMessageContaining("commits position 3 after 3");
  }

  @Test
  void promisesNothingToByzantineReplicas() {
    check.commit(0, 0, 5);
    check.commit(2, 0, 6);

    assertThat(check.positions()).isEqualTo(1);
    assertThat(check.commits()).isEqualTo(1);
  }

  @Test
  void letsAReplicaTakePositionsOver() {
    check.commit(0, 5000, 5);
    check.commit(1, 4000, 4);
    check.commit(1, 5000, 5);

    assertThat(check.positions()).isEqualTo(5001);
    assertThat(check.reached(1)).isEqualTo(5001);
  }
}
