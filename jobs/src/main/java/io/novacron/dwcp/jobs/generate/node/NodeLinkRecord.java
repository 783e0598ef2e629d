package io.novacron.dwcp.jobs.generate.node;

import java.util.List;

/** What one node's links to its peers say, in the order of time. */
public record NodeLinkRecord(NodeProfile profile, List<Sweep> sweeps) {

  public NodeLinkRecord {
    sweeps = List.copyOf(sweeps);
  }

  /**
   * The samples of all links of a node at one time.
   *
   * @param atS when, s since the first midnight
   */
  public record Sweep(double atS, List<Sample> links) {

    public Sweep {
      links = List.copyOf(links);
    }
  }

  /**
   * One link over the interval since the sample before.
   *
   * @param peerId node at its other end
   * @param rttMs mean round trip, ms
   * @param loss share of packets lost
   * @param retransmits share of segments sent again
   */
  public record Sample(String peerId, double rttMs, double loss, double retransmits) {}
}
