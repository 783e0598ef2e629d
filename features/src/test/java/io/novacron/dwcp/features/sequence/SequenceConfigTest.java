package io.novacron.dwcp.features.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequenceConfigTest {

  @Test
  void closesAStepAtItsEnd() {
    var config = new SequenceConfig(60, 20, 2, 0.5);

    assertThat(config.endOf(20_000_000)).isEqualTo(20_000_000);
    assertThat(config.endOf(20_000_001)).isEqualTo(80_000_000);
    assertThat(config.endOf(79_999_999)).isEqualTo(80_000_000);
    assertThat(config.endOf(-1)).isEqualTo(20_000_000);
  }

  @Test
  void refusesEachSettingThatCannotBe() {
    assertThatThrownBy(() -> new SequenceConfig(7, 7, -1, 0))
        .hasMessageContaining("step-seconds: 7; a divisor of 86400")
        .hasMessageContaining("decide-after-seconds: 7")
        .hasMessageContaining("longest-gap-steps: -1")
        .hasMessageContaining("least-known-share: 0.0");
  }

  @Test
  void scalesAsTheRuntimeDoesWithoutClipping() {
    var datacenter = SequenceContract.DATACENTER;

    assertThat(datacenter.inputs().get(0).scaled(25_000)).isEqualTo(25f);
    assertThat(datacenter.divisor(Channel.LATENCY)).isEqualTo(100);
    assertThat(SequenceContract.INTERNET.divisor(Channel.LATENCY)).isEqualTo(500);
    assertThat(SequenceContract.INTERNET.inputs()).hasSize(5);
    assertThat(datacenter.inputs()).hasSize(6);
  }
}
