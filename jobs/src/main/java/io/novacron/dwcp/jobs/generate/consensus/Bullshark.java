package io.novacron.dwcp.jobs.generate.consensus;

/**
 * Bullshark, the partially synchronous version: an anchor of an even round is decided as soon as f
 * + 1 certificates of the next round name it. Replicas wait for the anchor in even rounds, and in
 * odd ones for a quorum of votes for it or f + 1 against, until the header delay is over.
 *
 * <p><b>Source.</b> Spiegelman et al., CCS 2022.
 */
final class Bullshark implements Ordering {

  private final Anchors anchors = new Anchors();

  @Override
  public boolean mayLeave(Dag dag, ReplicaSettings settings, int round) {
    if (round % 2 == 0) {
      return dag.has(round, settings.leader(round));
    }
    if (round < 2 || !dag.has(round - 1, settings.leader(round - 1))) {
      return true;
    }
    var votes = dag.links(round, settings.leader(round - 1));
    return votes >= settings.quorum() || dag.count(round) - votes >= settings.weak();
  }

  @Override
  public boolean namesLate() {
    return true;
  }

  @Override
  public void added(Port port, Dag dag, Vertex vertex) {
    var round = vertex.round() - 1;
    if (round < 2 || round % 2 != 0) {
      return;
    }
    var anchor = Anchors.of(dag, port.settings(), round);
    if (anchor != null && dag.links(round + 1, anchor.author()) >= port.settings().weak()) {
      anchors.decide(port, dag, anchor);
    }
  }
}
