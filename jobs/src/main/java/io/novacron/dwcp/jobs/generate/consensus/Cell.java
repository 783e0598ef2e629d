package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One cell of the grid.
 *
 * @param replicas of the cluster
 * @param faulty how many of them the fault befalls, where it befalls replicas
 * @param regions by name; replicas spread over them in turn
 * @param load requests a second over the cluster
 * @param loss share of packets lost on every path
 * @param batch most requests in a proposal
 * @param timeoutMs first time-out of a view, longest delay of a DAG's header, ms
 * @param severity of the fault, in the unit of its kind
 */
public record Cell(
    ProtocolKind protocol,
    int replicas,
    int faulty,
    FaultKind fault,
    List<String> regions,
    double load,
    double loss,
    int batch,
    double timeoutMs,
    double severity)
    implements Serializable {

  public Cell {
    regions = List.copyOf(regions);
    require(
        replicas >= protocol.leastReplicas(Math.max(1, faulty))
            && replicas <= ReplicaSettings.MAX_REPLICAS,
        "replicas: %d of %s cannot tolerate %d faulty ones; give %d … %d"
            .formatted(
                replicas,
                protocol.word(),
                Math.max(1, faulty),
                protocol.leastReplicas(Math.max(1, faulty)),
                ReplicaSettings.MAX_REPLICAS));
    require(load > 0, "load: %s requests a second; give more than 0".formatted(load));
    require(loss >= 0 && loss < 1, "loss: %s; give a share below 1".formatted(loss));
    require(batch >= 1, "batch: %d; give at least 1".formatted(batch));
    require(timeoutMs > 0, "timeout-ms: %s; give more than 0".formatted(timeoutMs));
    require(!regions.isEmpty(), "regions: none; name at least one");
    require(
        !(protocol == ProtocolKind.RAFT && fault.isByzantine()),
        "fault: raft promises nothing to %s replicas; choose another".formatted(fault.word()));
    require(
        fault == FaultKind.NONE || !hitsReplicas(fault) || faulty >= 1,
        "faulty: 0 replicas with fault %s; give at least 1".formatted(fault.word()));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("simulate.grid." + rule);
    }
  }

  static boolean hitsReplicas(FaultKind fault) {
    return fault.isByzantine() || fault == FaultKind.CRASH;
  }

  /** A name that no other cell has. */
  public String name() {
    return String.format(
        Locale.ROOT,
        "%s n=%d %s=%d@%s %s load=%s loss=%s batch=%d timeout=%s",
        protocol.word(),
        replicas,
        fault.word(),
        faulty,
        severity,
        String.join("+", regions),
        load,
        loss,
        batch,
        timeoutMs);
  }

  /** What a run of it costs, roughly: messages of a decision times decisions. */
  public double weight() {
    var messages = protocol == ProtocolKind.PBFT ? 2.0 * replicas * replicas : 3.0 * replicas;
    return messages * Math.max(10, load / batch);
  }
}
