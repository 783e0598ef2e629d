package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message takes one delay, nothing else takes time: latencies in delays are known exactly. */
class ClosedFormTest {

  private static final long DELAY_NS = 100_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long END = 200 * SECOND;

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {4, 7, 10, 13})
  void pbftCommitsAfterThreeDelays(int n) {
    var engine = run("pbft", n, 512);

    assertThat(meanDelays(engine)).isEqualTo(3);
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {4, 7, 10, 13})
  void pbftSendsTwiceNTimesNLessOneMessagesADecision(int n) {
    // No checkpoint, and nothing under way at the end: what is sent belongs to a decision.
    var setup = setup("pbft", n, 1000);
    var engine = new Engine(setup, Schedules.replicas("pbft", n), Observer.NOBODY);
    engine.workload().change(SECOND, 0);
    engine.run(END);

    assertThat(engine.safety().positions()).isPositive().isLessThan(1000);
    assertThat(engine.sent()).isEqualTo(engine.safety().positions() * 2 * n * (n - 1));
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {4, 7, 10, 13})
  void bullsharkTakesTenAndAHalfLessThreePerReplicaDelays(int n) {
    var engine = run("bullshark", n, 64);

    assertThat(meanDelays(engine)).isCloseTo(10.5 - 3.0 / n, within(0.03));
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {4, 7, 10, 13})
  void tuskTakesFiveDelaysMore(int n) {
    var engine = run("tusk", n, 64);

    assertThat(meanDelays(engine)).isCloseTo(15.5 - 3.0 / n, within(0.03));
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {4, 7})
  void hotStuffTakesTwoDelaysALinkAndRaftOneRoundTrip(int n) {
    assertThat(meanDelays(run("hotstuff", n, 64))).isCloseTo(6, within(1e-9));
    assertThat(meanDelays(run("raft", n, 64))).isCloseTo(2, within(1e-9));
  }

  private static Engine run(String protocol, int n, int checkpointEvery) {
    var setup = setup(protocol, n, checkpointEvery);
    var engine = new Engine(setup, Schedules.replicas(protocol, n), Observer.NOBODY);
    engine.run(END);
    return engine;
  }

  private static Setup setup(String protocol, int n, int checkpointEvery) {
    var raft = protocol.equals("raft");
    var f = raft ? (n - 1) / 2 : (n - 1) / 3;
    var replicas =
        new ReplicaSettings(
            n,
            f,
            raft ? n / 2 + 1 : n - f,
            5 * SECOND,
            1,
            1 << 20,
            DELAY_NS / 100,
            1,
            checkpointEvery,
            3,
            0,
            5 * SECOND,
            200,
            32,
            IntStream.range(0, n).boxed().toList());
    var network = new NetworkSettings(RoundTrips.constant(2e-6 * DELAY_NS), 0, 0, 0, SECOND / 5);
    return new Setup(
        1,
        protocol,
        replicas,
        network,
        Collections.nCopies(n, 0),
        1000,
        1,
        0,
        0,
        List.of(),
        List.of(),
        0);
  }

  /** Mean over the proposals of whole cycles of anchors, from creation to the earliest commit. */
  private static double meanDelays(Engine engine) {
    var batches = engine.batches();
    var sum = 0.0;
    var count = 0;
    for (var value = 1; value < batches.size(); value++) {
      var at = batches.createdNs(value);
      if (at >= 20 * SECOND && at < 140 * SECOND && batches.isCommitted(value)) {
        sum += batches.committedNs(value) - at;
        count++;
      }
    }
    return sum / count / DELAY_NS;
  }
}
