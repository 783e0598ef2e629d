package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static final long MS = 1_000_000;
  private static final RoundTrips TWO =
      new RoundTrips(
          List.of("a", "b"), List.of(List.of(2.0, 100.0), List.of(100.0, 2.0)), List.of());

  @Test
  void aMessageTakesHalfARoundTrip() {
    var network = network(settings(0, 0, 0), List.of());

    assertThat(network.arrivalNs(0, 1, 100, 0)).isEqualTo(MS);
    assertThat(network.arrivalNs(0, 2, 100, 0)).isEqualTo(50 * MS);
  }

  @Test
  void messagesOfOneSenderShareItsLink() {
    var network = network(settings(0, 0, 1000), List.of());

    assertThat(network.arrivalNs(0, 1, 1000, 0)).isEqualTo(2 * MS);
    assertThat(network.arrivalNs(0, 2, 1000, 0)).isEqualTo(52 * MS);
    assertThat(network.arrivalNs(2, 1, 1000, 0)).isEqualTo(51 * MS);
  }

  @Test
  void nothingOvertakesOnAConnection() {
    var network = network(settings(2, 0.3, 0), List.of());

    var last = 0L;
    for (var i = 0; i < 1000; i++) {
      var arrives = network.arrivalNs(0, 2, 100, i * 1000L);
      assertThat(arrives).isGreaterThanOrEqualTo(last);
      last = arrives;
    }
  }

  @Test
  void aLostPacketCostsARetransmission() {
    var network = network(settings(0, 0.999, 0), List.of());

    assertThat(network.arrivalNs(0, 2, 100, 0)).isGreaterThanOrEqualTo(250 * MS);
  }

  @Test
  void acrossAPartitionAMessageLeavesWhenItEnds() {
    var cut = new FaultWindow(FaultKind.REGION_PARTITION, 0, 1000 * MS, 1, 0);
    var network = network(settings(0, 0, 0), List.of(cut));

    assertThat(network.arrivalNs(0, 2, 100, 10 * MS)).isEqualTo(1250 * MS);
    assertThat(network.arrivalNs(0, 1, 100, 10 * MS)).isEqualTo(11 * MS);
    assertThat(network.arrivalNs(0, 2, 100, 2000 * MS)).isEqualTo(2050 * MS);
  }

  private static NetworkSettings settings(double jitter, double loss, double nsPerByte) {
    return new NetworkSettings(TWO, jitter, loss, nsPerByte, 200 * MS);
  }

  /** Replicas 0 and 1 in region a, 2 in region b. */
  private static Network network(NetworkSettings settings, List<FaultWindow> faults) {
    var draws = new SplittableRandom[3];
    for (var i = 0; i < 3; i++) {
      draws[i] = new SplittableRandom(i);
    }
    var conditions = new Conditions(faults, 3, 2);
    for (var i = 0; i < faults.size(); i++) {
      conditions.begin(i, 0, 0);
    }
    return new Network(settings, new int[] {0, 0, 1}, draws, conditions);
  }
}
