package io.novacron.dwcp.jobs.model.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final Outcome LEAST = new Outcome(List.of(0.01, 0.02, 0.01, 0.02), 2);

  @Test
  void keepsTheLeastRegretWhereItIsToldApart() {
    var worse = new Outcome(List.of(0.03, 0.04, 0.03, 0.041), 4);

    assertThat(Outcome.keep(List.of(worse, LEAST))).isEqualTo(1);
    assertThat(Outcome.keep(List.of(LEAST, worse))).isZero();
  }

  @Test
  void keepsWhatHitsMostAmongRegretsThatAreNotToldApart() {
    var alike = new Outcome(List.of(0.012, 0.019, 0.011, 0.019), 4);

    assertThat(Outcome.keep(List.of(LEAST, alike))).isEqualTo(1);
    assertThat(Outcome.keep(List.of(alike, LEAST))).isZero();
  }

  @Test
  void keepsTheFirstOfEquals() {
    assertThat(Outcome.keep(List.of(LEAST, LEAST, LEAST))).isZero();
  }

  @Test
  void fallsBackBelowTheThreshold() {
    var sure = new Decided.Case(List.of(0.9f, 0.1f), 0, 1, List.of(1.0, 2.0), 0.1, 0);
    var unsure = new Decided.Case(List.of(0.6f, 0.4f), 0, 1, List.of(1.0, 2.0), 0, 0);
    var decided = new Decided(List.of(sure, unsure));

    assertThat(decided.outcome(1, 0).hits()).isEqualTo(2);
    assertThat(decided.outcome(1, 0).meanRegret()).isCloseTo(0.05, within(1e-12));
    assertThat(decided.outcome(1, 0.7).hits()).isEqualTo(1);
    assertThat(decided.outcome(1, 0.7).meanRegret()).isCloseTo(0.55, within(1e-12));
  }

  @Test
  void aDecisionByCostStandsWhateverTheBoosterFindsLikeliest() {
    var measured = new Decided.Case(List.of(0.9f, 0.1f), 1, 1, List.of(2.0, 1.0), 0, 1);

    assertThat(new Decided(List.of(measured)).outcome(1, 0).hits()).isEqualTo(1);
  }
}
