package io.novacron.dwcp.features.probe;

import static io.novacron.dwcp.features.probe.ProbeTest.CONFIG;
import static io.novacron.dwcp.features.probe.ProbeTest.COST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeConfigTest {

  @Test
  void budgetsAShareOfTheTimeThatSendingTakes() {
    assertThat(CONFIG.allowance(1_000_000, 80, 20).ms())
        .isEqualTo(0.01 * 20 + 0.02 * 100, within(1e-12));
    assertThat(CONFIG.allowance(1_000_000, 0, 20).ms()).isInfinite();
  }

  @Test
  void spendsNoMoreThanAChoiceCanSave() {
    var sendMs = 1_000_000 * 8 / (40_000 * 1000.0);

    assertThat(CONFIG.allowance(1_000_000, 40_000, 20).ms()).isEqualTo(0.5 * sendMs, within(1e-12));
  }

  @Test
  void spendsLessWhereLittleIsLeftToSend() {
    var allowance = CONFIG.allowance(1_000_000, 8, 20);

    assertThat(allowance.ms()).isEqualTo(0.01 * 20 + 0.02 * 1000, within(1e-12));
    assertThat(allowance.comparedMs(0)).isEqualTo(0.25 * 20, within(1e-12));
    assertThat(allowance.comparedMs(0.01)).isEqualTo(0.25 * (20 + 10), within(1e-12));
    assertThat(allowance.comparedMs(0.5)).isEqualTo(allowance.ms());
    assertThat(CONFIG.allowance(1_000_000, 8, 0).comparedMs(0)).isEqualTo(0.02 * 1000);
  }

  @Test
  void allowsZstdMaxOnlyOnSlowLinks() {
    assertThat(CONFIG.allowance(1000, 0.49, 20).zstdMax()).isTrue();
    assertThat(CONFIG.allowance(1000, 0.5, 20).zstdMax()).isFalse();
    assertThat(CONFIG.allowance(1000, 0, 20).zstdMax()).isFalse();
    assertThat(CONFIG.allowance(1000, Double.NaN, 20).zstdMax()).isFalse();
  }

  @Test
  void refusesSettingsThatMakeNoProbe() {
    assertThatThrownBy(
            () -> new ProbeConfig(0, 1, 2, 0, -1, 0, 2, new ProbeDepth(1, 1), List.of(), COST))
        .hasMessageContaining("send-share: 0")
        .hasMessageContaining("rtt-share: 1")
        .hasMessageContaining("most-send-share: 2")
        .hasMessageContaining("most-transfer-share: 0")
        .hasMessageContaining("zstd-max-below-mbps: -1")
        .hasMessageContaining("block-bytes: 0")
        .hasMessageContaining("delta-below-unknown: 2")
        .hasMessageContaining("depths: empty");
    assertThatThrownBy(() -> new ProbeCost(-1, 0, 0, 0, 0, 0, 0)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new ProbeDepth(0, 0)).hasMessageContaining("bytes 0");
    assertThatThrownBy(() -> new ProbeDepth(10, 11)).hasMessageContaining("zstd-bytes 11");
  }
}
