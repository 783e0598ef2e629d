package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What befell a cluster of PBFT is over, and it goes on. */
class PbftLivenessTest {

  private static final long SECOND = 1_000_000_000;
  private static final int N = 4;

  /**
   * Replica 1 misses what was decided while it was down; then replica 3 speaks to replica 0 alone,
   * so that replicas 1 and 2 hear of no checkpoint of a quorum until their logs are full.
   */
  @Test
  void goesOnAfterAReplicaSpokeToSomeOnly() {
    var faults =
        List.of(
            new FaultWindow(FaultKind.SELECTIVE, 19 * SECOND, 42 * SECOND, 3, 0.3),
            new FaultWindow(FaultKind.CRASH, 31 * SECOND / 2, 18 * SECOND, 1, 0));
    var reached = new ArrayList<Long>();
    var engine = new Engine(setup(faults), Schedules.replicas("pbft", N), eachSecond(reached));

    engine.run(100 * SECOND);

    var before = reached.get(59);
    assertThat(engine.safety().positions() - before).isGreaterThan(1000);
    assertThat(List.of(0, 1, 2))
        .allSatisfy(node -> assertThat(engine.safety().reached(node)).isGreaterThan(before));
  }

  private static Observer eachSecond(List<Long> reached) {
    return new Observer() {
      @Override
      public void tick(Engine engine, long nowNs) {
        reached.add(engine.safety().positions());
      }

      @Override
      public void decided(Engine engine, int value, long nowNs) {
        // Positions tell.
      }
    };
  }

  private static Setup setup(List<FaultWindow> faults) {
    var replicas =
        new ReplicaSettings(
            N,
            1,
            3,
            3 * SECOND / 2,
            2,
            200,
            SECOND / 50,
            32,
            64,
            3,
            0,
            SECOND,
            200,
            32,
            List.of(0, 1, 2, 3));
    var network = new NetworkSettings(RoundTrips.constant(100), 0, 0, 0, SECOND / 5);
    return new Setup(
        1,
        "liveness",
        replicas,
        network,
        Collections.nCopies(N, 0),
        200,
        1,
        50_000,
        0,
        faults,
        List.of(),
        SECOND);
  }
}
