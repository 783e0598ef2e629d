package io.novacron.dwcp.jobs.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.operate.ReportInput.Judgement;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportVerdictTest {

  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void saysWhoTakesOverFromWhom() {
    assertThat(decision("BLESSED", OptionalLong.of(3), OptionalLong.of(4)))
        .isEqualTo(
            "Version 4 passed every blocking gate and is champion now;"
                + " it takes over from version 3.");
  }

  @Test
  void saysThatTheFirstNightHadNoChampion() {
    assertThat(decision("BLESSED", NONE, OptionalLong.of(4)))
        .endsWith("none before it: first night.");
    assertThat(decision("NOT_BLESSED", NONE, NONE))
        .endsWith("There is no champion yet: first night.");
  }

  @Test
  void saysWhenABlessedCandidateDidNotMoveTheChampion() {
    assertThat(decision("BLESSED", OptionalLong.of(3), OptionalLong.of(3)))
        .contains("the champion did not move (INFRA_NOT_BLESSED). Champion stays version 3.");
  }

  @Test
  void saysThatNothingWasJudged() {
    assertThat(decision("NOT_EVALUATED", OptionalLong.of(3), OptionalLong.of(3)))
        .isEqualTo("No candidate was judged in this run. Champion stays version 3.");
  }

  @Test
  void countsOnlyGatesThatBlockAndNamesThemFirst() {
    var model = ReportNights.refusedFirst().models().get(0);

    assertThat(ReportVerdict.decision(model))
        .startsWith("Version 1 was refused: 2 of 3 gates that block failed.");
    assertThat(ReportVerdict.reasons(model)).hasSize(3).last().asString().startsWith("refused:");
  }

  @Test
  void namesTheSideOnWhichABoundMustBePassed() {
    var gates = ReportNights.full().models().get(0).gates();

    assertThat(gates.stream().map(ReportVerdict::comparison))
        .contains("95.70 %, above 93.00 %", "31.27 ms, at most 31 ms");
  }

  private static String decision(String verdict, OptionalLong before, OptionalLong after) {
    var judgement =
        new Judgement(verdict, "INFRA_NOT_BLESSED", OptionalLong.of(4), "d", before, after);
    return ReportVerdict.decision(
        new Model(
            "m", judgement, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }
}
