package io.novacron.dwcp.jobs.model.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.evaluation.leak.DeclarationChecks;
import io.novacron.dwcp.evaluation.leak.LeakRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the selector declares, under the shipped configuration. */
class SelectorLeaksTest {

  private static LeakRules rules() {
    var config = ConfigReader.load(List.of(), Map.of());
    return new CompressionTrainer(
            ConfigReader.read(config, "models.compression", CompressionModelConfig.class))
        .leakRules();
  }

  @Test
  void everyInputComesFromDeclaredColumnsThatAreNoTruth() {
    var finding = DeclarationChecks.truthRoleInInputs(rules().origins(), Tables.all());

    assertThat(finding.passed()).as(finding.detail()).isTrue();
  }

  @Test
  void everyColumnThatTheOracleReadsTooHasAReasonAndNoReasonIsIdle() {
    var rules = rules();

    var finding =
        DeclarationChecks.oracleInputsShared(
            rules.oracleInputs(), rules.origins(), rules.config().allowedShared());

    assertThat(finding.passed()).as(finding.detail()).isTrue();
    assertThat(rules.config().allowedShared())
        .allSatisfy(allowed -> assertThat(finding.detail()).contains(allowed.source()));
  }

  @Test
  void recordsOnWhichRowsEachSettingWasDecided() {
    var notes = new SelectorNotes("test", 0.5, 1, "zstd", "plain", Map.of(), Map.of());

    assertThat(DeclarationChecks.thresholdOrigin(rules().settings(), notes.chosen()).detail())
        .isEqualTo(
            "threshold was chosen on test, not on validation; temperature was chosen on test, not"
                + " on validation; variant was chosen on test, not on validation");
    assertThat(notes.chosen()).contains(new ChosenSetting("threshold", "test"));
  }
}
