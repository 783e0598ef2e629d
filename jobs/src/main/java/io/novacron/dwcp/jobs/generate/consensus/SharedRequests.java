package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayDeque;
import java.util.Deque;

/** HotStuff's blocks of requests; those of a block that was passed over wait again. */
final class SharedRequests implements HotStuff.Payload {

  private final Deque<HotStuff.Block> mine = new ArrayDeque<>();

  @Override
  public HotStuff.Block fill(Port port, int view, HotStuff.Block parent) {
    var value = port.propose(port.settings().batchRequests());
    var block = new HotStuff.Block(view, parent.height() + 1, value, parent, null);
    mine.add(block);
    return block;
  }

  @Override
  public void commit(Port port, HotStuff.Block block) {
    var first = mine.peek();
    while (first != null && first.view() <= block.view()) {
      mine.remove();
      if (first.view() < block.view()) {
        port.abandon(first.value());
      }
      first = mine.peek();
    }
    port.commit(block.height(), block.value());
  }
}
