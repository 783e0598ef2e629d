package io.novacron.dwcp.jobs.generate.node;

import java.io.Serializable;

/**
 * The nodes' make-up.
 *
 * @param nodes how many; 0 lands no node telemetry at all
 * @param stepS interval of node telemetry, s; it divides a day
 * @param peers links of a node that are sampled; none where there is no other node
 * @param linkStepS interval of their telemetry, s; it divides a day
 * @param rackNodes nodes in a rack; they share region and zone
 * @param loadSigma deviation of the logarithm of a node's load around its daily course
 * @param loadTauS time after which the load has forgotten itself, s
 */
public record NodeConfig(
    int nodes,
    int stepS,
    int peers,
    int linkStepS,
    int rackNodes,
    double loadSigma,
    double loadTauS,
    IncidentConfig incidents,
    LookalikeConfig lookalikes)
    implements Serializable {

  public NodeConfig {
    require(nodes >= 0, "nodes: 0 or more");
    require(stepS >= 1 && 86_400 % stepS == 0, "step-s: a divisor of 86400");
    require(peers >= 1, "peers: at least 1");
    require(linkStepS >= 1 && 86_400 % linkStepS == 0, "link-step-s: a divisor of 86400");
    require(rackNodes >= 1, "rack-nodes: at least 1");
    require(loadSigma >= 0 && loadSigma < 1, "load-sigma: 0 … 1");
    require(loadTauS > 0, "load-tau-s: above 0");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("generate.node." + rule + "; mend the configuration");
    }
  }

  /** The same fleet, whose incidents leave too few traces to be found. */
  public NodeConfig harden() {
    return new NodeConfig(
        nodes,
        stepS,
        peers,
        linkStepS,
        rackNodes,
        loadSigma,
        loadTauS,
        incidents.harden(),
        lookalikes);
  }
}
