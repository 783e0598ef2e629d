package io.novacron.dwcp.jobs.generate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.jobs.generate.GenerateConfigs;
import io.novacron.dwcp.jobs.generate.link.Draws;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeSimulatorTest {

  private static final NodeConfig CONFIG = GenerateConfigs.nodes(64);
  private static final double DAY_S = 86_400;
  private static final List<NodeSchedule.Plan> PLANS = plans(CONFIG, 1);

  private static List<NodeSchedule.Plan> plans(NodeConfig config, long seed) {
    var schedule = new NodeSchedule(config, seed, 4 * DAY_S);
    return IntStream.range(0, config.nodes()).mapToObj(schedule::of).toList();
  }

  @Test
  void keepsAnIncidentApartFromOthersAndFromMaintenance() {
    for (var plan : PLANS) {
      for (var i = 1; i < plan.incidents().size(); i++) {
        var before = plan.incidents().get(i - 1);
        assertThat(plan.incidents().get(i).startS()).isGreaterThan(before.endS() + 1799);
      }
      for (var drained : plan.maintenance()) {
        assertThat(plan.incidents())
            .noneMatch(incident -> incident.isNear(drained.startS(), drained.endS(), 1800));
      }
    }
  }

  @Test
  void spendsTheConfiguredShareOfNodeTimeInIncidentsOfEveryKind() {
    var incidents = PLANS.stream().flatMap(plan -> plan.incidents().stream()).toList();

    var inIncident = incidents.stream().mapToDouble(i -> i.endS() - i.startS()).sum();
    assertThat(inIncident / (64 * 4 * DAY_S)).isCloseTo(0.05, within(0.01));
    assertThat(incidents.stream().map(Incident::kind)).contains(IncidentKind.values());
    assertThat(incidents.stream().map(Incident::severity)).contains(IncidentSeverity.values());
    assertThat(new HashSet<>(incidents.stream().map(Incident::id).toList()))
        .hasSameSizeAs(incidents);
  }

  @Test
  void failsMostNodesOfARackTogether() {
    var rack =
        PLANS.subList(0, 8).stream()
            .flatMap(plan -> plan.incidents().stream())
            .filter(incident -> incident.id().startsWith("rack-00000-000"))
            .toList();

    assertThat(rack).hasSizeBetween(4, 8);
    assertThat(rack).extracting(Incident::endS).containsOnly(rack.get(0).endS());
    assertThat(rack).extracting(Incident::startS).doesNotHaveDuplicates();
  }

  @Test
  void givesTheSameNodeAgainWhateverElseIsSimulated() {
    var one = new NodeSimulator(CONFIG, 1, 1).run(5);
    var again = new NodeSimulator(CONFIG, 1, 1);
    again.run(4);

    assertThat(again.run(5)).isEqualTo(one);
    assertThat(new NodeSimulator(CONFIG, 2, 1).run(5).samples()).isNotEqualTo(one.samples());
    assertThat(one.samples()).hasSize(1440);
  }

  /** The metric that a blunt incident of each kind moves, by how much at least near its end. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CRASH, ERROR_RATE, 0.8, 0.5",
    "MEMORY_LEAK, MEMORY_USAGE, 0.4, 0.3",
    "DISK_FULL, DISK_USAGE, 0.5, 0.4",
    "NIC_FLAPPING, PACKET_LOSS_RATE, 0.2, 0.1",
    "CPU_STARVATION, CPU_USAGE, 0.6, 0.2",
    "CLOCK_DRIFT, CLOCK_OFFSET_MS, 25, 400",
    "LOSSY_PEER_LINK, RETRANSMIT_RATE, 0.06, 0.05",
    "SLOW_DEGRADATION, LATENCY_P50_MS, 2, 5",
    "RACK_FAILURE, PACKET_LOSS_RATE, 0.3, 0.2"
  })
  void showsAnIncidentInItsSensors(
      IncidentKind kind, NodeMetric metric, double strength, double least) {
    var incident = new Incident("i", kind, IncidentSeverity.BLUNT, strength, 3600, 5400);

    var quiet = mean(metric, Fault.NONE);
    var faulty = mean(metric, Fault.of(incident, 5340, 60, new Draws(3, "always")));

    assertThat(faulty - quiet).isGreaterThan(least);
  }

  private static double mean(NodeMetric metric, Fault fault) {
    var process = new NodeProcess(new NodeFleet(CONFIG, 1).profile(0), CONFIG);
    return IntStream.range(0, 20)
        .mapToDouble(i -> process.advance(3600 + 60 * i, 60, 1, 0, fault).get(metric))
        .average()
        .orElseThrow();
  }

  @Test
  void countsOnlyTheShareOfAnIntervalThatLiesInTheIncident() {
    var incident = new Incident("i", IncidentKind.CRASH, IncidentSeverity.BLUNT, 1, 90, 300);

    assertThat(incident.weight(60, 60)).isZero();
    assertThat(incident.weight(120, 60)).isEqualTo(0.5);
    assertThat(incident.weight(330, 60)).isEqualTo(0.5);
    assertThat(incident.weight(360, 60)).isZero();
    assertThat(incident.progress(195)).isEqualTo(0.5);
    assertThat(Fault.of(incident, 60, 60, new Draws(1, "x"))).isEqualTo(Fault.NONE);
  }

  @Test
  void answersMoreSlowlyTheMoreOfTheCapacityIsInUse() {
    var process = new NodeProcess(new NodeFleet(CONFIG, 1).profile(0), CONFIG);

    var drained = process.advance(60, 60, 0.05, 0, Fault.NONE);
    var crowded = process.advance(120, 60, 1.5, 0, Fault.NONE);

    for (var metric :
        List.of(NodeMetric.LATENCY_P99_MS, NodeMetric.CPU_USAGE, NodeMetric.QUEUE_DEPTH)) {
      assertThat(crowded.get(metric)).isGreaterThan(1.3 * drained.get(metric));
    }
    assertThat(crowded.get(NodeMetric.ERROR_RATE)).isBetween(0.0, 0.05);
  }

  @Test
  void weakensEveryStrengthWhenHard() {
    var hard = CONFIG.harden();

    assertThat(plans(hard, 1).get(3).incidents())
        .extracting(Incident::startS)
        .isEqualTo(PLANS.get(3).incidents().stream().map(Incident::startS).toList());
    assertThat(hard.incidents().kind(IncidentKind.CRASH).blunt()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void countsLikePoissonAndBinomial() {
    var draws = new Draws(1, "counts");

    var few =
        IntStream.range(0, 4000).mapToDouble(i -> Counts.poisson(draws, 3)).summaryStatistics();
    var many =
        IntStream.range(0, 4000)
            .mapToDouble(i -> Counts.binomial(draws, 1000, 0.4))
            .summaryStatistics();

    assertThat(few.getAverage()).isCloseTo(3, within(0.12));
    assertThat(many.getAverage()).isCloseTo(400, within(1.0));
    assertThat(many.getMax()).isBetween(440.0, 500.0);
    assertThat(Counts.poisson(draws, 0)).isZero();
    assertThat(Counts.binomial(draws, 10, 1.5)).isEqualTo(10);
  }

  /** Loss above this is a fault's, below it a good day's. */
  private static final double FAULTY = 0.002;

  /** Links lose what befalls either end; a lossy peer link is one of them and loses for all. */
  @Test
  void showsOnLinksWhatBefallsTheirNodeAndTheirPeers() {
    var simulator = new NodeSimulator(CONFIG, 1, 4);
    var seen = new HashSet<IncidentKind>();
    for (var node = 0; node < CONFIG.nodes(); node++) {
      var sweeps = simulator.linksOf(node).sweeps();
      for (var incident : PLANS.get(node).incidents()) {
        var during =
            sweeps.stream()
                .filter(sweep -> incident.weight(sweep.atS(), 180) == 1)
                .map(sweep -> sweep.links().stream().filter(one -> one.loss() > FAULTY).count())
                .toList();
        switch (incident.kind()) {
          case RACK_FAILURE -> assertThat(during).allMatch(lossy -> lossy == 2);
          case LOSSY_PEER_LINK -> assertThat(during).allMatch(lossy -> lossy >= 1);
          case NIC_FLAPPING -> assertThat(during).contains(2L);
          default -> assertThat(during.stream().filter(lossy -> lossy == 2).count()).isLessThan(3);
        }
        seen.add(incident.kind());
      }
    }
    assertThat(seen).contains(IncidentKind.values());
    assertThat(simulator.linksOf(3)).isEqualTo(new NodeSimulator(CONFIG, 1, 4).linksOf(3));
  }

  @Test
  void findsNoPeersForALoneNode() {
    var one = new NodeSimulator(GenerateConfigs.nodes(1), 1, 1).linksOf(0);

    assertThat(one.sweeps()).isNotEmpty().allMatch(sweep -> sweep.links().isEmpty());
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThatThrownBy(() -> new KindConfig(1, 10, 5, 1, 2, 3)).hasMessageContaining("max-minutes");
    assertThatThrownBy(() -> new KindConfig(1, 10, 15, 2, 1, 3)).hasMessageContaining("moderate");
    assertThatThrownBy(() -> new KindConfig(-1, 10, 15, 1, 2, 3)).hasMessageContaining("share");
    assertThatThrownBy(() -> new IncidentConfig(0.01, 0.1, 60, 0.2, 0.1, Map.of()))
        .hasMessageContaining("name exactly [crash");
    assertThatThrownBy(() -> new IncidentConfig(0, 0.1, 60, 0.2, 0.1, CONFIG.incidents().kinds()))
        .hasMessageContaining("incidents.rate");
    assertThatThrownBy(() -> new NodeConfig(1, 7, 2, 180, 8, 0.1, 60, CONFIG.incidents(), quiet()))
        .hasMessageContaining("node.step-s");
    assertThatThrownBy(() -> new LookalikeConfig(0, 1, 0, 0, 1, 1, 0))
        .hasMessageContaining("drained-load");
  }

  private static LookalikeConfig quiet() {
    return CONFIG.lookalikes();
  }
}
