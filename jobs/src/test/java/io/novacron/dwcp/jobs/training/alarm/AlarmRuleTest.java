package io.novacron.dwcp.jobs.training.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AlarmRuleTest {

  /** One alarm a score, as a word of ! and dots. */
  private static String drawn(AlarmRule rule, double... scores) {
    var word = new StringBuilder();
    for (var alarm : rule.alarms(scores)) {
      word.append(alarm ? '!' : '.');
    }
    return word.toString();
  }

  @Test
  void raisesAtTheThreshold() {
    assertThat(drawn(new AlarmRule(0.6, 1, 0), 0.59, 0.6, 0.7, 0.5)).isEqualTo(".!!.");
  }

  @Test
  void raisesAfterSoManyWindowsInARow() {
    assertThat(drawn(new AlarmRule(0.6, 2, 0), 0.7, 0.5, 0.7, 0.7, 0.7, 0.5)).isEqualTo("...!!.");
  }

  @Test
  void goesOnJustBelowTheThreshold() {
    assertThat(drawn(new AlarmRule(0.6, 1, 0.1), 0.55, 0.6, 0.55, 0.51, 0.49, 0.55))
        .isEqualTo(".!!!..");
  }

  @Test
  void decidesNothingOnNoWindows() {
    assertThat(drawn(new AlarmRule(0.6, 1, 0))).isEmpty();
  }

  @Test
  void refusesARuleThatCannotBe() {
    assertThatThrownBy(() -> new AlarmRule(1.1, 0, -1))
        .hasMessage(
            "alarm rule: threshold 1.1, raise-after 0, release-margin -1.0; 0..1, at least 1, at"
                + " least 0");
  }
}
