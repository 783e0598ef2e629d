package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class EngineTest {

  private static final long SECOND = 1_000_000_000;

  @SuppressWarnings("unused") // a field source
  private static final List<String> PROTOCOLS = Schedules.PROTOCOLS;

  @ParameterizedTest(name = "{0}")
  @FieldSource("PROTOCOLS")
  void isAFunctionOfItsSetup(String protocol) {
    var once = commits(Schedules.setup(protocol, 5, Schedules.Bug.NONE), protocol);
    var again = commits(Schedules.setup(protocol, 5, Schedules.Bug.NONE), protocol);

    assertThat(once).isNotEmpty().isEqualTo(again);
  }

  private static List<Long> commits(Setup setup, String protocol) {
    var engine = new Engine(setup, Schedules.replicas(protocol, setup.replicas().n()), nobody());
    engine.run(4 * SECOND);
    return IntStream.range(1, engine.batches().size())
        .mapToObj(engine.batches()::committedNs)
        .toList();
  }

  private static Observer nobody() {
    return Observer.NOBODY;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = FaultKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "EQUIVOCATING", "CRASH", "SILENT", "SELECTIVE"})
  void faultsMakeDecisionsSlowerAndPass(FaultKind kind) {
    var severity =
        switch (kind) {
          case SLOW_LEADER -> 300;
          case COLLECTION_PAUSES -> 800;
          case OVERLOAD -> 40;
          case LOSSY_PATH -> 0.3;
          case GOSSIP_BACKLOG -> 0.98;
          default -> 0.7;
        };
    var target = kind == FaultKind.REGION_PARTITION || kind == FaultKind.LOSSY_PATH ? 1 : -1;
    var window = new FaultWindow(kind, 20 * SECOND, 40 * SECOND, target, severity);

    var latencies = latencies(List.of(window));

    assertThat(latencies.get(1)).as("during").isGreaterThan(1.15 * latencies.get(0));
    assertThat(latencies.get(2)).as("after").isLessThan(1.1 * latencies.get(0));
  }

  @Test
  void aCrashedReplicaCatchesUp() {
    var setup = setup(List.of(new FaultWindow(FaultKind.CRASH, SECOND, 20 * SECOND, 2, 0)));
    var engine = new Engine(setup, Schedules.replicas("pbft", 4), nobody());

    engine.run(40 * SECOND);

    assertThat(engine.safety().reached(2)).isGreaterThan(engine.safety().positions() - 200);
  }

  /** Mean latency of clients before, during and well after 20 s to 40 s. */
  private static List<Double> latencies(List<FaultWindow> faults) {
    var engine = new Engine(setup(faults), Schedules.replicas("pbft", 4), nobody());
    engine.run(120 * SECOND);
    var sums = new double[3];
    var counts = new int[3];
    var batches = engine.batches();
    for (var value = 1; value < batches.size(); value++) {
      var at = batches.arrivedNs(value) / SECOND;
      var part = at < 20 ? 0 : at < 40 ? 1 : at > 80 && at < 115 ? 2 : -1;
      if (part >= 0 && batches.isCommitted(value)) {
        sums[part] += batches.committedNs(value) - batches.arrivedNs(value);
        counts[part]++;
      }
    }
    var means = new ArrayList<Double>();
    for (var part = 0; part < 3; part++) {
      means.add(sums[part] / counts[part]);
    }
    return means;
  }

  private static Setup setup(List<FaultWindow> faults) {
    var replicas =
        new ReplicaSettings(
            4,
            1,
            3,
            SECOND,
            2,
            20,
            SECOND / 50,
            16,
            32,
            2,
            1,
            SECOND / 5,
            200,
            512,
            List.of(1, 0, 2, 3));
    var trips =
        new RoundTrips(
            List.of("a", "b"), List.of(List.of(1.0, 40.0), List.of(40.0, 1.0)), List.of());
    return new Setup(
        3,
        "cell 1",
        replicas,
        new NetworkSettings(trips, 0.05, 0, 8, SECOND / 5),
        List.of(0, 1, 0, 1),
        200,
        1,
        500_000,
        0,
        faults,
        List.of(),
        0);
  }
}
