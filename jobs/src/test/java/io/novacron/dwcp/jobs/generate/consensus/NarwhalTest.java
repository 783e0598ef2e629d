package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three replicas stand together, the fourth far away; all have time to wait for its certificate.
 */
class NarwhalTest {

  private static final long SECOND = 1_000_000_000;
  private static final int FAR = 3;

  @Test
  void tuskNamesTheFirstQuorumOnly() {
    var dag = run(Tusk::new);

    assertThat(rounds(dag)).allSatisfy(round -> assertThat(dag.has(round, FAR)).isTrue());
    assertThat(rounds(dag)).allSatisfy(round -> assertThat(dag.links(round + 1, FAR)).isZero());
    assertThat(rounds(dag)).allSatisfy(round -> assertThat(dag.links(round + 1, 0)).isEqualTo(4));
  }

  @Test
  void bullsharkNamesAllThatIsThere() {
    var dag = run(Bullshark::new);

    assertThat(rounds(dag)).allSatisfy(round -> assertThat(dag.links(round + 1, FAR)).isEqualTo(4));
  }

  private static List<Integer> rounds(Dag dag) {
    assertThat(dag.top()).isGreaterThan(20);
    return IntStream.range(5, dag.top() - 5).boxed().toList();
  }

  private static Dag run(Supplier<Ordering> ordering) {
    var replicas =
        new ReplicaSettings(
            4,
            1,
            3,
            5 * SECOND,
            1,
            1 << 20,
            SECOND / 50,
            1,
            64,
            2,
            1 << 20,
            SECOND * 3 / 10,
            200,
            32,
            List.of(0, 1, 2, FAR));
    var paths =
        new RoundTrips(
            List.of("here", "far"), List.of(List.of(1.0, 100.0), List.of(100.0, 1.0)), List.of());
    var setup =
        new Setup(
            1,
            "parents",
            replicas,
            new NetworkSettings(paths, 0, 0, 0, SECOND / 5),
            List.of(0, 0, 0, 1),
            100,
            4,
            0,
            0,
            List.of(),
            List.of(),
            0);
    var narwhals = new ArrayList<Narwhal>();
    var engine =
        new Engine(
            setup,
            node -> {
              narwhals.add(new Narwhal(4, ordering.get()));
              return narwhals.get(node);
            },
            Observer.NOBODY);
    engine.run(20 * SECOND);
    return narwhals.get(0).dag();
  }
}
