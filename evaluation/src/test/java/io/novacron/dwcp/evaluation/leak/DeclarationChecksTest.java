package io.novacron.dwcp.evaluation.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationChecksTest {

  private static final FeatureOrigin SIZE =
      new FeatureOrigin("size_bytes", List.of("telemetry_transfers.size_bytes"));
  private static final FeatureOrigin ESTIMATE =
      new FeatureOrigin("bandwidth_mean", List.of("telemetry_link.throughput_mbps"));

  private static LeakFinding roles(FeatureOrigin... features) {
    return DeclarationChecks.truthRoleInInputs(List.of(features), Tables.all());
  }

  @Test
  void passesFeaturesFromObservedColumns() {
    var finding = roles(SIZE, ESTIMATE);

    assertThat(finding)
        .isEqualTo(
            new LeakFinding("truth-role-in-inputs", true, "2 features, none from a truth column"));
  }

  @Test
  void stopsAnOracleColumnAmongTheFeatures() {
    var byName = roles(new FeatureOrigin("cost_ms_lz4", List.of("telemetry_link.rtt_ms")));
    var bySource = roles(new FeatureOrigin("bw", List.of("telemetry_conditions.bandwidth_mbps")));

    assertThat(byName.passed()).isFalse();
    assertThat(byName.detail()).contains("cost_ms_lz4 has the name of a truth column");
    assertThat(bySource.passed()).isFalse();
    assertThat(bySource.detail())
        .isEqualTo("feature bw comes from truth telemetry_conditions.bandwidth_mbps");
  }

  @Test
  void stopsFeaturesOfUnknownOrigin() {
    var finding =
        roles(
            new FeatureOrigin("x", List.of()),
            new FeatureOrigin("y", List.of("telemetry_link.speed", "rtt_ms")));

    assertThat(finding.detail())
        .isEqualTo(
            "feature x declares no source; feature y: no such column: telemetry_link.speed;"
                + " feature y: no such column: rtt_ms");
  }

  @Test
  void letsTheOracleShareOnlyWhatAReasonAllows() {
    var oracle = List.of("telemetry_transfers.size_bytes", "telemetry_conditions.bandwidth_mbps");
    var allowed =
        List.of(new AllowedSource("telemetry_transfers.size_bytes", "known before sending"));

    assertThat(DeclarationChecks.oracleInputsShared(oracle, List.of(SIZE, ESTIMATE), allowed))
        .isEqualTo(
            new LeakFinding(
                "oracle-inputs-shared",
                true,
                "shared, each with a reason: [telemetry_transfers.size_bytes]"));
    assertThat(DeclarationChecks.oracleInputsShared(oracle, List.of(SIZE), List.of()).detail())
        .isEqualTo(
            "feature size_bytes shares telemetry_transfers.size_bytes with the oracle and no reason"
                + " allows it");
  }

  @Test
  void refusesAnAllowanceWithoutReason() {
    assertThatThrownBy(() -> new AllowedSource("telemetry_transfers.size_bytes", " "))
        .hasMessageContaining("leak.allowed-shared");
  }

  @Test
  void refusesAShareOfSwappedRowsThatCouldNotBeFound() {
    assertThatThrownBy(() -> new UnitCheck.Suspect("rate", "link", UnitCheck.Kind.ENTITY, 0.5))
        .hasMessageContaining("leak.suspects.rate.min-share: not between 0 and 0.5: 0.5");
  }

  @Test
  void copiesItsSettings() {
    var config =
        new LeakConfig(
            List.of(new AllowedSource("telemetry_link.rtt_ms", "known before sending")),
            new SignalChecks.Bounds(32, 0.95, 0.98),
            List.of());

    assertThat(config.allowedShared()).hasSize(1);
    assertThat(config.suspects()).isEmpty();
  }

  @Test
  void stopsAThresholdChosenOnTest() {
    var expected = List.of("safe-default-below");

    assertThat(
            DeclarationChecks.thresholdOrigin(
                    expected, List.of(new ChosenSetting("safe-default-below", "validation")))
                .passed())
        .isTrue();
    assertThat(
            DeclarationChecks.thresholdOrigin(
                    expected, List.of(new ChosenSetting("safe-default-below", "test")))
                .detail())
        .isEqualTo("safe-default-below was chosen on test, not on validation");
    assertThat(DeclarationChecks.thresholdOrigin(expected, List.of()).detail())
        .isEqualTo("nothing is recorded of safe-default-below");
  }

  @Test
  void stopsAPipelineThatLearnsFromShuffledLabels() {
    var candidate = new Hits(1000, 800);

    var honest = DeclarationChecks.shuffledLabelControl(new Hits(1000, 290), candidate, 0.3);
    var peeking = DeclarationChecks.shuffledLabelControl(new Hits(1000, 700), candidate, 0.3);
    var unmeasured = DeclarationChecks.shuffledLabelControl(Hits.NONE, candidate, 0.3);

    assertThat(honest.passed()).isTrue();
    assertThat(peeking)
        .isEqualTo(
            new LeakFinding(
                "shuffled-label-control",
                false,
                "fitted to shuffled labels it still gets 0.6709 right, where knowing nothing"
                    + " gets 0.3000"));
    assertThat(unmeasured.passed()).isFalse();
  }

  @Test
  void stopsLabelsThatMeanNoMoreThanShuffledOnes() {
    var finding =
        DeclarationChecks.shuffledLabelControl(new Hits(1000, 290), new Hits(1000, 310), 0.3);

    assertThat(finding.detail())
        .isEqualTo("fitted to the labels it gets 0.2821 right, no more than the 0.3000 of chance");
  }

  @Test
  void requiresThatEveryCheckPassedAndNamesThoseThatDidNot() {
    var fine = new LeakFinding("keys-unique", true, "fine");
    var bad = new LeakFinding("unit-swap", false, "off by 8");
    var worse = new LeakFinding("row-alignment", false, "shifted");

    LeakCheck.require(List.of(fine));

    assertThatThrownBy(() -> LeakCheck.require(List.of(fine, bad, worse)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("2 checks failed")
        .hasMessageContaining("unit-swap: off by 8")
        .hasMessageContaining("row-alignment: shifted");
  }
}
