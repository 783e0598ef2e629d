package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;
import java.util.EnumMap;
import java.util.Map;

/**
 * One node as a mechanism that is stepped through time.
 *
 * <p><b>Definition.</b> Load λ = base × daily course × exp(AR(1)) × demand. Utilisation ρ = λ /
 * what is left of the capacity. Time to answer is exponential with mean W = S / (1 - ρ) (M/M/1), so
 * that p50 = W ln 2, p99 = W ln 100, and a share exp(-limit / W) of the requests breaks a limit.
 * Failed, late and lost ones are counted: binomial among the requests or packets of the interval,
 * and rates are counts over counts. Waiting requests: ρ² / (1 - ρ). A nearly full memory slows the
 * service, a nearly full disk fails writes.
 *
 * <p><b>Units.</b> s, ms, shares, requests a minute. <b>Cost.</b> O(1) a step, about 2 µs.
 */
final class NodeProcess {

  private static final double LARGEST_UTILISATION = 0.96;
  private static final double TIMEOUT_SERVICES = 20;
  private static final double SLA_SERVICES = 8;
  private static final double PACKETS_A_REQUEST = 30;
  private static final double QUEUES = 4;
  private static final double LN_2 = Math.log(2);
  private static final double LN_100 = Math.log(100);

  private final NodeProfile profile;
  private final Draws draws;
  private final Drift load;
  private final Drift memory;
  private final Drift clock;

  NodeProcess(NodeProfile profile, NodeConfig config) {
    this.profile = profile;
    this.draws = new Draws(profile.seed(), "process");
    this.load = new Drift(config.loadSigma(), config.loadTauS(), draws);
    this.memory = new Drift(0.006, 3600, draws);
    this.clock = new Drift(0.8, 3600, draws);
  }

  /**
   * The interval of {@code stepS} that ends at {@code atS}.
   *
   * @param demand factor of the load: crowds above 1, drained below
   * @param restarted memory that a restart has freed and not filled again yet, share
   */
  Map<NodeMetric, Double> advance(
      double atS, double stepS, double demand, double restarted, Fault fault) {
    var hour = atS / 3600 % 24;
    var course = 1 + 0.2 * Math.cos((hour - profile.peakHour()) / 12 * Math.PI);
    var wanted = profile.baseLoad() * course * Math.exp(load.advance(stepS)) * demand;
    var usedMemory =
        profile.memoryShare()
            + 0.08 * Math.min(1, wanted)
            + memory.advance(stepS)
            + fault.memory()
            - restarted;
    var usedDisk = profile.diskShare() + 0.01 * Math.sin(atS / 7200) + fault.disk();
    var utilisation = Math.min(LARGEST_UTILISATION, wanted / Math.max(0.02, fault.capacity()));
    var tight = Math.max(0, usedMemory - 0.9) * 20;
    var serviceMs = profile.serviceMs() * fault.slowdown() * (1 + tight);
    var state = new State(wanted, utilisation, serviceMs / (1 - utilisation), serviceMs);
    var values = new EnumMap<NodeMetric, Double>(NodeMetric.class);
    values.put(NodeMetric.MEMORY_USAGE, noisy(usedMemory, 0.002));
    values.put(NodeMetric.DISK_USAGE, noisy(usedDisk, 0.001));
    values.put(NodeMetric.CLOCK_OFFSET_MS, noisy(clock.advance(stepS), 0.3) + fault.clockMs());
    values.put(
        NodeMetric.CPU_USAGE, noisy((0.03 + 0.9 * utilisation) * Math.max(0, fault.cpu()), 0.01));
    requests(values, state, fault, stepS, usedDisk > 0.97 ? 0.2 : 0);
    network(values, state, fault, stepS);
    values.replaceAll((metric, value) -> metric.shown(value));
    return values;
  }

  /** Where the queue stands. */
  private record State(double wanted, double utilisation, double answerMs, double serviceMs) {}

  private void requests(
      Map<NodeMetric, Double> values, State state, Fault fault, double stepS, double failedWrites) {
    var requests = Math.max(1, Counts.poisson(draws, perStep(state.wanted(), stepS)));
    var late = Math.exp(-TIMEOUT_SERVICES * profile.serviceMs() / state.answerMs());
    var timeouts = Counts.binomial(draws, requests, late + 0.2 * fault.loss());
    var failing = profile.errorShare() + fault.errors() + 0.3 * late + failedWrites;
    var tooSlow = Math.exp(-SLA_SERVICES * profile.serviceMs() / state.answerMs());
    var broken = 0.0004 + fault.broken();
    var waitMs = 1500 * Math.min(0.2, fault.loss());
    values.put(NodeMetric.TIMEOUT_RATE, timeouts / requests);
    values.put(NodeMetric.ERROR_RATE, Counts.binomial(draws, requests, failing) / requests);
    values.put(NodeMetric.SLA_VIOLATIONS, Counts.binomial(draws, requests, tooSlow));
    values.put(NodeMetric.CONNECTION_FAILURES, Counts.poisson(draws, requests * broken));
    values.put(NodeMetric.LATENCY_P50_MS, LN_2 * state.answerMs() * draws.logNormal(0.03));
    values.put(
        NodeMetric.LATENCY_P99_MS, (LN_100 * state.answerMs() + waitMs) * draws.logNormal(0.08));
    var waiting = state.utilisation() * state.utilisation() / (1 - state.utilisation());
    values.put(NodeMetric.QUEUE_DEPTH, QUEUES * waiting * draws.logNormal(0.1));
    values.put(
        NodeMetric.DISK_IO_MBPS,
        profile.diskMbps() * (0.2 + state.wanted()) * (1 - failedWrites) * draws.logNormal(0.15));
  }

  private void network(Map<NodeMetric, Double> values, State state, Fault fault, double stepS) {
    var requests = perStep(state.wanted(), stepS);
    var packets = Math.max(100, requests * PACKETS_A_REQUEST);
    var congested = 1 + state.wanted() * state.wanted();
    var loss = profile.lossShare() * congested * draws.logNormal(0.25) + fault.loss();
    var megabits = requests * profile.kilobytes() * 8 / 1000 / stepS;
    values.put(NodeMetric.PACKET_LOSS_RATE, Counts.binomial(draws, packets, loss) / packets);
    values.put(
        NodeMetric.RETRANSMIT_RATE, Counts.binomial(draws, packets, 1.2 * loss + 1e-4) / packets);
    values.put(
        NodeMetric.BANDWIDTH_MBPS,
        megabits * Math.max(0.1, 1 - 2 * fault.loss()) * draws.logNormal(0.03));
    values.put(
        NodeMetric.JITTER_MS,
        profile.jitterMs()
            * (1 + 0.6 * state.wanted() + 60 * Math.min(0.2, fault.loss()))
            * draws.logNormal(0.12));
  }

  private double perStep(double load, double stepS) {
    return Math.min(1, load) * profile.capacity() * stepS / 60;
  }

  private double noisy(double value, double sigma) {
    return value + sigma * draws.normal();
  }

  /** A first-order autoregressive process around 0, in its stationary state from the start. */
  private static final class Drift {

    private final double sigma;
    private final double tauS;
    private final Draws draws;
    private double value;

    Drift(double sigma, double tauS, Draws draws) {
      this.sigma = sigma;
      this.tauS = tauS;
      this.draws = draws;
      this.value = sigma * draws.normal();
    }

    double advance(double stepS) {
      var kept = Math.exp(-stepS / tauS);
      value = kept * value + Math.sqrt(1 - kept * kept) * sigma * draws.normal();
      return value;
    }
  }
}
