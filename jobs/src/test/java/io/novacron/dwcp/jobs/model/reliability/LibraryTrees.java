package io.novacron.dwcp.jobs.model.reliability;

import com.linkedin.relevance.isolationforest.IsolationTree;
import com.linkedin.relevance.isolationforest.Nodes;
import io.novacron.dwcp.jobs.export.Forest;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a tree that LinkedIn's library has grown, in the suite's order. */
final class LibraryTrees {

  private LibraryTrees() {}

  static List<Forest.Node> nodes(IsolationTree tree) {
    var nodes = new ArrayList<Forest.Node>();
    add(tree.node(), nodes);
    return nodes;
  }

  private static int add(Nodes.Node node, List<Forest.Node> nodes) {
    var index = nodes.size();
    if (node instanceof Nodes.InternalNode split) {
      nodes.add(Forest.Node.leaf(0));
      var left = add(split.leftChild(), nodes);
      var right = add(split.rightChild(), nodes);
      var border = TreeGrowth.roundedUp(split.splitValue());
      nodes.set(index, new Forest.Node(split.splitAttribute(), border, left, right, 0));
    } else {
      nodes.add(Forest.Node.leaf(((Nodes.ExternalNode) node).numInstances()));
    }
    return index;
  }
}
