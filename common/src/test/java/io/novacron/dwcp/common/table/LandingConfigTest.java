package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LandingConfigTest {

  private static Source source(String folder, String table, Map<String, String> renames) {
    return new Source(
        folder,
        table,
        Format.AUTO,
        false,
        ShareUnit.RATIO,
        ShareUnit.RATIO,
        renames,
        Map.of(),
        Map.of());
  }

  @Test
  void knowsTheTableOfASource() {
    var source = source("link", "telemetry_link", Map.of("loss", "packet_loss"));

    assertThat(source.spec()).isEqualTo(Tables.TELEMETRY_LINK);
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertThatThrownBy(() -> source("../link", "telemetry_link", Map.of()))
        .hasMessageContaining("folder: not a plain folder name: ../link");
    assertThatThrownBy(() -> source("link", "telemetry_moon", Map.of()))
        .hasMessageContaining("table: no such telemetry table: telemetry_moon; use one of");
    assertThatThrownBy(() -> source("link", "telemetry_link", Map.of("a", "colour")))
        .hasMessageContaining("renames: telemetry_link has no column colour");
    assertThatThrownBy(() -> source("link", "telemetry_link", Map.of("a", "rtt_ms", "b", "rtt_ms")))
        .hasMessageContaining("two columns become one");
    assertThatThrownBy(
            () ->
                new Source(
                    "link",
                    "telemetry_link",
                    Format.AUTO,
                    false,
                    ShareUnit.RATIO,
                    ShareUnit.RATIO,
                    Map.of(),
                    Map.of("tier", "network-tier"),
                    Map.of()))
        .hasMessageContaining("vocabularies: telemetry_link has no column tier");
    assertThatThrownBy(() -> new LandingConfig(" ", Map.of())).hasMessageContaining("root: empty");
    assertThatThrownBy(() -> new LandingConfig("in", Map.of()))
        .hasMessageContaining("sources: none");
  }
}
