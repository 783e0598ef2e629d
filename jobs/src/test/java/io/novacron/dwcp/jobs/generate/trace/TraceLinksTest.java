package io.novacron.dwcp.jobs.generate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.jobs.generate.link.Departure;
import io.novacron.dwcp.jobs.generate.link.EstimateConfig;
import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TraceLinksTest {

  private static final TraceConfig CONFIG = new TraceConfig(600, 50);

  /** 60 samples at 1 Hz whose rate is 100 + their number. */
  private static final Trace RAMP =
      new Trace(
          "ramp",
          "p",
          LinkType.WAN,
          IntStream.range(0, 60).mapToObj(i -> TraceSample.of(i, 100 + i)).toList());

  @Test
  void takesTheEstimateFromTheSampleBeforeAndTheTruthFromTheNext() {
    var links = links(1);

    var sent = links.record(0, 86_400, List.of(new Departure(7, 10.5, 1000))).transfers().get(0);

    // The first place is sample 2: one sample of history and one of age lie before it.
    assertThat(sent.estimateMbps()).isEqualTo(112);
    assertThat(sent.bandwidthMbps()).isEqualTo(113);
    assertThat(sent.departure().number()).isEqualTo(7);
    assertThat(sent.rttMs()).isBetween(40.0, 60.0);
  }

  @Test
  void takesAnEstimateThirtySamplesOldWhenHard() {
    var links = links(30);

    var sent = links.record(0, 86_400, List.of(new Departure(7, 0.5, 1000))).transfers().get(0);

    assertThat(sent.bandwidthMbps() - sent.estimateMbps()).isEqualTo(30);
  }

  @Test
  void sendsOnlyOverTracesWithHistoryAndPutsThemFirst() {
    var single = new Trace("one", "p", LinkType.WAN, List.of(TraceSample.of(0, 5)));

    var links = TraceLinks.of(set(single, RAMP), CONFIG, new EstimateConfig(1, 1, 0), 1);

    assertThat(links.senders()).isEqualTo(1);
    assertThat(links.record(0, 86_400, List.of()).identity().nodeId()).isEqualTo("ramp");
    assertThat(links.record(1, 86_400, List.of()).samples()).hasSize(1);
  }

  @Test
  void keepsRefusedLinesAsSamplesButNeverAsTruth() {
    var dirty =
        IntStream.range(0, 20)
            .mapToObj(i -> TraceSample.of(i, i % 2 == 0 ? 50 : TraceSample.UNREADABLE))
            .toList();
    var links =
        TraceLinks.of(
            set(new Trace("d", "p", LinkType.WAN, dirty)), CONFIG, new EstimateConfig(1, 1, 0), 1);

    var link = links.record(0, 86_400, List.of(new Departure(0, 3.1, 100)));

    assertThat(link.samples()).hasSize(20);
    assertThat(link.transfers().get(0).bandwidthMbps()).isEqualTo(50);
  }

  private static TraceLinks links(int age) {
    return TraceLinks.of(set(RAMP), CONFIG, new EstimateConfig(1, age, 0), 1);
  }

  private static TraceSet set(Trace... traces) {
    return new TraceSet(List.of(traces), Map.of());
  }
}
