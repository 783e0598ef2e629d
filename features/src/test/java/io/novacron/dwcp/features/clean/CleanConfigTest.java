package io.novacron.dwcp.features.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanConfigTest {

  private static final CleanConfig CONFIG = config(3_600, 5, 8, Map.of());

  private static CleanConfig config(
      long late, long skew, long bytes, Map<String, Map<String, String>> vocabularies) {
    return new CleanConfig(late, skew, bytes, List.of(-1.0), vocabularies);
  }

  private static Cleaner cleaner(TableSpec spec, CleanConfig config, Map<String, String> maps) {
    var source =
        new Source(
            "in",
            spec.name(),
            Format.AUTO,
            false,
            ShareUnit.RATIO,
            ShareUnit.RATIO,
            Map.of(),
            maps,
            Map.of());
    return new Cleaner(source, config, CleanRun.before(LocalDate.of(2026, 1, 2), "r1", config));
  }

  @Test
  void refusesBoundsThatMeanNothing() {
    assertThatThrownBy(() -> config(0, 5, 8, Map.of())).hasMessageContaining("max-lateness-s: not");
    assertThatThrownBy(() -> config(1, -5, 8, Map.of())).hasMessageContaining("clock-skew-s: neg");
    assertThatThrownBy(() -> config(1, 5, 0, Map.of())).hasMessageContaining("max-payload-bytes");
  }

  @Test
  void endsTheNightWhenTheLastRowMayArrive() {
    assertThat(CleanRun.before(LocalDate.of(2026, 1, 2), "r1", CONFIG).nightEnd())
        .isEqualTo(Instant.parse("2026-01-02T01:00:00Z"));
  }

  @Test
  void refusesAVocabularyThatIsNotThereOrLeadsElsewhere() {
    var maps = Map.of("network_tier", "network-tier");
    var gold = config(1, 1, 1, Map.of("network-tier", Map.of("Gold", "tier0", "A", "tier1")));

    assertThatThrownBy(() -> cleaner(Tables.TELEMETRY_LINK, CONFIG, maps))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("no such vocabulary: network-tier");
    assertThatThrownBy(() -> cleaner(Tables.TELEMETRY_LINK, gold, maps))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("maps to [tier0]; map to words of [tier1, tier2, tier3]");
  }

  @Test
  void triesRulesInDeclaredOrder() {
    assertThat(cleaner(Tables.TELEMETRY_CONDITIONS, CONFIG, Map.of()).ruleNames())
        .containsExactly(
            "transfer_id-not-null",
            "ts-not-null",
            "ds-not-null",
            "ingested_at-not-null",
            "bandwidth_mbps-not-null",
            "bandwidth_mbps-finite",
            "bandwidth_mbps-in-domain",
            "ts-in-partition",
            "ts-not-in-future",
            "too-late",
            "duplicate-key");
  }
}
