package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Narwhal's DAG ordered by HotStuff: a block names the latest certificates that its leader has, and
 * commits them with their history.
 *
 * <p><b>Source.</b> Danezis et al., EuroSys 2022, section 6.
 */
final class NarwhalHotStuff implements Protocol {

  /** The certificates that a block names. */
  private record Cut(List<Vertex> tips) {}

  private final Narwhal narwhal;
  private final HotStuff hotStuff;

  NarwhalHotStuff(int n) {
    this.narwhal = new Narwhal(n, new Unordered());
    this.hotStuff = new HotStuff(new Cuts(narwhal.dag()));
  }

  @Override
  public void onStart(Port port) {
    narwhal.onStart(port);
    hotStuff.onStart(port);
  }

  @Override
  public void onMessage(Port port, Message message) {
    (message.type() < HotStuff.PROPOSAL ? narwhal : hotStuff).onMessage(port, message);
  }

  @Override
  public void onTimer(Port port, int kind, long tag) {
    (kind < HotStuff.PROPOSAL ? narwhal : hotStuff).onTimer(port, kind, tag);
  }

  @Override
  public boolean isOwnStatement(int type) {
    return (type < HotStuff.PROPOSAL ? narwhal : hotStuff).isOwnStatement(type);
  }

  private static final class Unordered implements Ordering {

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
      // Blocks order it.
    }
  }

  private static final class Cuts implements HotStuff.Payload {

    private final Dag dag;

    Cuts(Dag dag) {
      this.dag = dag;
    }

    @Override
    public HotStuff.Block fill(Port port, int view, HotStuff.Block parent) {
      var tips = new ArrayList<Vertex>();
      for (var round = Math.max(0, dag.top() - 1); round <= dag.top(); round++) {
        tips.addAll(dag.round(round));
      }
      return new HotStuff.Block(
          view, parent.height() + 1, Batches.NOTHING, parent, new Cut(List.copyOf(tips)));
    }

    @Override
    public void commit(Port port, HotStuff.Block block) {
      if (block.cut() instanceof Cut cut) {
        cut.tips().forEach(tip -> dag.order(port, tip));
      }
    }
  }
}
