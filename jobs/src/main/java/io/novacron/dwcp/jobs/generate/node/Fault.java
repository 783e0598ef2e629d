package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.jobs.generate.link.Draws;

/**
 * What an incident does to the node's mechanism in one interval; sensors then see what follows.
 *
 * @param capacity factor of the capacity that is left
 * @param slowdown factor of the service time
 * @param errors further share of requests that fail
 * @param loss further share of packets lost
 * @param broken connection failures a request
 * @param cpu factor of the busy share
 * @param memory further used memory, share
 * @param disk further used disk, share
 * @param clockMs further clock offset, ms
 */
record Fault(
    double capacity,
    double slowdown,
    double errors,
    double loss,
    double broken,
    double cpu,
    double memory,
    double disk,
    double clockMs) {

  /** Nothing is wrong. */
  static final Fault NONE = new Fault(1, 1, 0, 0, 0, 1, 0, 0, 0);

  private static final double FLAPS = 0.7;

  /** What the incident does in the interval of {@code stepS} that ends at {@code atS}. */
  static Fault of(Incident incident, double atS, double stepS, Draws draws) {
    var w = incident.weight(atS, stepS);
    if (w == 0) {
      return NONE;
    }
    var s = incident.strength();
    var grown = s * incident.progress(atS) * w;
    return switch (incident.kind()) {
      case CRASH ->
          new Fault(1 - 0.5 * s * w, 1, 0.8 * s * w, 0, 0.3 * s * w, 1 - s * w, -0.1 * s * w, 0, 0);
      case MEMORY_LEAK -> new Fault(1, 1, 0, 0, 0, 1, grown, 0, 0);
      case DISK_FULL -> new Fault(1, 1, 0, 0, 0, 1, 0, grown, 0);
      case NIC_FLAPPING -> draws.chance(FLAPS) ? lossy(s * w, 1) : NONE;
      case CPU_STARVATION -> new Fault(1 - s * w, 1, 0, 0, 0, 1, 0, 0, 0);
      case CLOCK_DRIFT -> {
        var offsetMs = s * w * (Math.min(atS, incident.endS()) - incident.startS()) / 60;
        yield new Fault(1, 1, Math.min(0.2, offsetMs / 20_000), 0, 0, 1, 0, 0, offsetMs);
      }
      case LOSSY_PEER_LINK -> lossy(s * w, 0.3);
      case SLOW_DEGRADATION -> new Fault(1 / (1 + 0.2 * grown), 1 + grown, 0, 0, 0, 1, 0, 0, 0);
      case RACK_FAILURE -> {
        var lost = s * w;
        yield new Fault(1 - Math.min(0.4, lost), 1, 0.2 * lost, lost, 0.2 * lost, 1, 0, 0, 0);
      }
    };
  }

  private static Fault lossy(double loss, double broken) {
    return new Fault(1, 1, 0.1 * loss, loss, 0.1 * loss * broken, 1, 0, 0, 0);
  }
}
