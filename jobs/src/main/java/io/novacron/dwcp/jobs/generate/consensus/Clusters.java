package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.common.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Turns cells into setups of the engine. */
final class Clusters {

  private final long seed;
  private final PathConfig paths;

  Clusters(long seed, PathConfig paths) {
    this.seed = seed;
    this.paths = paths;
  }

  /**
   * The setup of one repeat: keys are drawn anew, so that a faulty replica has another place in the
   * rotation of leaders.
   */
  Setup setup(Cell cell, ProtocolConfig protocol, int repeat, long endNs) {
    var n = cell.replicas();
    var stream = cell.name() + " repeat " + repeat;
    var regions = new ArrayList<Integer>();
    for (var node = 0; node < n; node++) {
      regions.add(node % cell.regions().size());
    }
    return new Setup(
        seed,
        stream,
        replicas(cell, protocol, order(n, stream)),
        paths.network(cell.regions(), cell.loss()),
        regions,
        cell.load(),
        cell.protocol().isDag() ? n : 1,
        Math.round(protocol.messageCostUs() * 1e3),
        Math.round(protocol.messageDelayMs() * 1e6),
        faults(cell, endNs),
        List.of(),
        0);
  }

  private List<Integer> order(int n, String stream) {
    var order = new ArrayList<Integer>();
    for (var node = 0; node < n; node++) {
      order.add(node);
    }
    Collections.shuffle(order, new Random(Seeds.derive(seed, stream + " keys")));
    return order;
  }

  private static ReplicaSettings replicas(Cell cell, ProtocolConfig config, List<Integer> order) {
    var timeoutNs = Math.round(cell.timeoutMs() * 1e6);
    return new ReplicaSettings(
        cell.replicas(),
        cell.protocol().tolerated(cell.replicas()),
        cell.protocol().quorum(cell.replicas()),
        timeoutNs,
        config.backoff(),
        cell.batch(),
        Math.round(config.batchDelayMs() * 1e6),
        config.pipeline(),
        config.checkpointEvery(),
        config.chainLength(),
        config.headerRequests(),
        config.headerDelayMs() == 0 ? timeoutNs : Math.round(config.headerDelayMs() * 1e6),
        config.voteBytes(),
        config.requestBytes(),
        order);
  }

  /** The fault holds all the time; faulty replicas are the last ones. */
  private static List<FaultWindow> faults(Cell cell, long endNs) {
    var faults = new ArrayList<FaultWindow>();
    if (cell.fault() == FaultKind.NONE) {
      return faults;
    }
    if (!Cell.hitsReplicas(cell.fault())) {
      var target = cell.fault() == FaultKind.SLOW_LEADER ? FaultWindow.LEADER : 0;
      faults.add(new FaultWindow(cell.fault(), 0, endNs + 1, target, cell.severity()));
    } else {
      for (var i = 1; i <= cell.faulty(); i++) {
        var node = cell.replicas() - i;
        faults.add(new FaultWindow(cell.fault(), 0, endNs + 1, node, cell.severity()));
      }
    }
    return faults;
  }
}
