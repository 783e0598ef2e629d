package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One repeat of one cell, run to its end.
 *
 * <p><b>Definition.</b> Proposals made after the warm-up and at least a tail before the end count.
 * Consensus latency runs from a proposal's creation to its earliest commit by an honest replica,
 * client latency from the mean arrival of its requests; both are weighted by requests.
 */
final class CellRun {

  /** What is measured of a run, in the order of the table. */
  enum Quantity {
    CONSENSUS_MEAN_MS,
    CONSENSUS_P50_MS,
    CONSENSUS_P95_MS,
    CONSENSUS_P99_MS,
    CLIENT_P50_MS,
    CLIENT_P95_MS,
    CLIENT_P99_MS,
    THROUGHPUT_PER_S,
    MESSAGES_PER_DECISION,
    BYTES_PER_DECISION,
    VIEW_CHANGES,
    UNDECIDED_SHARE
  }

  private CellRun() {}

  /**
   * Runs it.
   *
   * @param seconds simulated, of which {@code warmUp} at the start and as many at the end are not
   *     looked at
   * @throws SafetyViolation when honest replicas disagree
   */
  static Map<Quantity, OptionalDouble> run(
      Setup setup, ProtocolKind protocol, double seconds, double warmUp) {
    var engine = new Engine(setup, node -> protocol.replica(setup.replicas().n()), Observer.NOBODY);
    engine.run(Math.round(seconds * 1e9));
    return measure(engine, warmUp * 1e9, (seconds - warmUp) * 1e9);
  }

  private static Map<Quantity, OptionalDouble> measure(Engine engine, double fromNs, double toNs) {
    var consensus = new Latencies();
    var client = new Latencies();
    var undecided = 0.0;
    var batches = engine.batches();
    for (var value = 1; value < batches.size(); value++) {
      var requests = (double) batches.requests(value);
      var createdNs = batches.createdNs(value);
      if (requests > 0 && createdNs >= fromNs && createdNs < toNs) {
        if (batches.isCommitted(value)) {
          var committedNs = batches.committedNs(value);
          consensus.add((committedNs - createdNs) / 1e6, requests);
          client.add((committedNs - batches.arrivedNs(value)) / 1e6, requests);
        } else {
          undecided += requests;
        }
      }
    }
    var result = new TreeMap<Quantity, OptionalDouble>();
    result.put(Quantity.CONSENSUS_MEAN_MS, consensus.mean());
    result.put(Quantity.CONSENSUS_P50_MS, consensus.percentile(0.5));
    result.put(Quantity.CONSENSUS_P95_MS, consensus.percentile(0.95));
    result.put(Quantity.CONSENSUS_P99_MS, consensus.percentile(0.99));
    result.put(Quantity.CLIENT_P50_MS, client.percentile(0.5));
    result.put(Quantity.CLIENT_P95_MS, client.percentile(0.95));
    result.put(Quantity.CLIENT_P99_MS, client.percentile(0.99));
    result.put(
        Quantity.THROUGHPUT_PER_S, OptionalDouble.of(consensus.total() * 1e9 / (toNs - fromNs)));
    var decisions = (double) engine.safety().positions();
    result.put(Quantity.MESSAGES_PER_DECISION, ratio((double) engine.sent(), decisions));
    result.put(Quantity.BYTES_PER_DECISION, ratio((double) engine.sentBytes(), decisions));
    result.put(Quantity.VIEW_CHANGES, OptionalDouble.of((double) engine.leaderChanges()));
    result.put(Quantity.UNDECIDED_SHARE, ratio(undecided, consensus.total() + undecided));
    return result;
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }
}
