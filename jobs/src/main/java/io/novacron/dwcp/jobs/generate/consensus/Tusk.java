package io.novacron.dwcp.jobs.generate.consensus;

/**
 * Tusk: the anchor of an even round is revealed by the first certificate three rounds later, and is
 * decided when f + 1 certificates of the round after it name it. Nobody waits for an anchor.
 *
 * <p><b>Source.</b> Danezis et al., EuroSys 2022; anchors in turn instead of by a coin, as
 * measured.
 */
final class Tusk implements Ordering {

  private final Anchors anchors = new Anchors();

  @Override
  public boolean mayLeave(Dag dag, ReplicaSettings settings, int round) {
    return true;
  }

  @Override
  public boolean namesLate() {
    return false;
  }

  @Override
  public void added(Port port, Dag dag, Vertex vertex) {
    var round = vertex.round() - 3;
    if (round < 2 || round % 2 != 0) {
      return;
    }
    var anchor = Anchors.of(dag, port.settings(), round);
    if (anchor != null && dag.links(round + 1, anchor.author()) >= port.settings().weak()) {
      anchors.decide(port, dag, anchor);
    }
  }
}
