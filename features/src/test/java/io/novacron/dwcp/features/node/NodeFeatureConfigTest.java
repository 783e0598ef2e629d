package io.novacron.dwcp.features.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.features.set.NodeWindows;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeFeatureConfigTest {

  @Test
  void namesEveryFaultAtOnce() {
    assertThatThrownBy(() -> new NodeFeatureConfig(0, 7, 1, 1, 0, 1, 1, 0, Map.of()))
        .hasMessageContaining("segment-seconds: 0")
        .hasMessageContaining("step-seconds: 7")
        .hasMessageContaining("least-history: 1")
        .hasMessageContaining("least-peers: 1")
        .hasMessageContaining("smallest-peer-scale: 0.0")
        .hasMessageContaining("largest-deviation: 1.0")
        .hasMessageContaining("usual-deviation: 1.0")
        .hasMessageContaining("count-above: 0.0")
        .hasMessageContaining("smallest-scales: []; name exactly [clock_offset_ms, ");
  }

  @Test
  void refusesAScaleOfNothing() {
    var scales = new TreeMap<>(NodeConfigs.SCALES);
    scales.put("cpu_usage", 0.0);

    assertThatThrownBy(() -> new NodeFeatureConfig(60, 300, 4, 3, 1, 50, 1, 3, scales))
        .hasMessageContaining("smallest-scales: not all positive");
  }

  @Test
  void tellsEachInputsMetric() {
    var metrics = FeatureSets.reliabilityMetrics();

    assertThat(metrics).containsEntry("latency_p99_ms_harm_15m", "latency_p99_ms");
    assertThat(metrics).containsEntry("bandwidth_mbps_change_1h", "bandwidth_mbps");
    assertThat(metrics).doesNotContainKeys("largest_harm_5m", "bandwidth_mbps_harm_5m");
    assertThat(FeatureSets.RELIABILITY.names()).containsAll(metrics.keySet());
    assertThat(metrics.values())
        .allSatisfy(
            name ->
                assertThat(
                        NodeWindows.LINK_COLUMNS.containsKey(name)
                            ? Tables.TELEMETRY_NODE_LINK.column(NodeWindows.LINK_COLUMNS.get(name))
                            : Tables.TELEMETRY_NODE.column(name))
                    .isPresent());
  }

  @Test
  void takesPeersForWhatTheyMostlyAre() {
    var config = NodeConfigs.small();

    var peers = Peers.of(new double[] {1, 2, Double.NaN, 3, 4, 100}, config);

    assertThat(peers.median()).isEqualTo(3);
    assertThat(peers.scale()).isCloseTo(1.4826, within(1e-12));
    assertThat(peers.deviation(100)).isGreaterThan(60);
    assertThat(Peers.of(new double[] {5, 5, 5, 5}, config).scale()).isEqualTo(0.5);
    assertThat(Peers.of(new double[] {1, 2, 3}, config).deviation(2)).isNaN();
  }
}
