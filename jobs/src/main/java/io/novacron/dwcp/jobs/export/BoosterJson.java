package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads XGBoost's JSON model (format of versions 1.6 to 3.2) as a {@link TreeEnsemble}.
 *
 * <p>A leaf is a node whose left child is negative; its value stands in {@code split_conditions}.
 * Nodes that pruning left behind are dropped. Numbers are read as decimals and rounded once, so
 * they are the floats of the booster. {@code base_score} is a scalar before version 3.1 and a
 * vector with one entry a class since; for the objectives that are accepted here it adds to the
 * margin as it stands (for logistic ones it would be a probability).
 */
final class BoosterJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Set<String> OBJECTIVES =
      Set.of("reg:squarederror", "multi:softprob", "multi:softmax");

  private BoosterJson() {}

  /**
   * The ensemble in {@code json}.
   *
   * @throws DataError when the model has a form whose margins this reader cannot reproduce
   */
  static TreeEnsemble read(byte[] json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (IOException e) {
      throw new DataError("Cannot read booster: it is no JSON; store it in format json", e);
    }
  }

  /**
   * The same of JSON that is parsed already, since parsing takes most of the time. Doubles serve as
   * well as decimals where the caller compares the floats with what the booster reads back.
   *
   * @throws DataError as above
   */
  static TreeEnsemble read(JsonNode json) {
    try {
      return ensemble(json.path("learner"));
    } catch (IllegalArgumentException e) {
      throw new DataError("Cannot read booster: " + e.getMessage() + "; train it again", e);
    }
  }

  private static TreeEnsemble ensemble(JsonNode learner) {
    var booster = learner.path("gradient_booster");
    require("booster", booster.path("name").asText(), Set.of("gbtree"));
    require("objective", learner.path("objective").path("name").asText(), OBJECTIVES);
    var model = booster.path("model");
    var parameters = learner.path("learner_model_param");
    require("num_target", parameters.path("num_target").asText("1"), Set.of("0", "1"));
    if (!model.path("cats").path("enc").isEmpty()) {
      throw refused("categorical columns", model.path("cats").path("enc").toString());
    }
    var targets = Math.max(1, parameters.path("num_class").asInt());
    var trees = new ArrayList<Tree>();
    for (var i = 0; i < model.path("trees").size(); i++) {
      trees.add(new Tree(model.path("tree_info").path(i).asInt(-1), nodes(model, i)));
    }
    return new TreeEnsemble(
        parameters.path("num_feature").asInt(),
        baseScores(parameters.path("base_score").asText(), targets),
        trees);
  }

  private static List<Node> nodes(JsonNode model, int index) {
    var tree = model.path("trees").path(index);
    require("size_leaf_vector", tree.at("/tree_param/size_leaf_vector").asText(), Set.of("0", "1"));
    for (var type : tree.path("split_type")) {
      require("split_type", type.asText(), Set.of("0"));
    }
    var left = tree.path("left_children");
    var order = reachable(tree);
    var position = new int[left.size()];
    for (var i = 0; i < order.size(); i++) {
      position[order.get(i)] = i;
    }
    var nodes = new ArrayList<Node>(order.size());
    for (int at : order) {
      var value = tree.path("split_conditions").path(at).floatValue();
      if (left.path(at).asInt() < 0) {
        nodes.add(Node.leaf(value));
      } else {
        nodes.add(
            new Node(
                tree.path("split_indices").path(at).asInt(-1),
                value,
                position[left.path(at).asInt()],
                position[tree.path("right_children").path(at).asInt()],
                tree.path("default_left").path(at).asInt() != 0));
      }
    }
    return nodes;
  }

  /** Node numbers in breadth-first order from the root. */
  private static List<Integer> reachable(JsonNode tree) {
    var left = tree.path("left_children");
    var order = new ArrayList<Integer>();
    order.add(0);
    for (var i = 0; i < order.size(); i++) {
      int child = left.path(order.get(i)).asInt();
      if (child >= 0) {
        int right = tree.path("right_children").path(order.get(i)).asInt();
        order.add(child);
        order.add(right);
        if (order.size() > left.size() || Math.max(child, right) >= left.size()) {
          throw new IllegalArgumentException("the nodes of a tree form a circle or leave it");
        }
      }
    }
    return order;
  }

  private static List<Float> baseScores(String text, int targets) {
    var parts = text.replaceAll("[\\[\\]\\s]", "").split(",", -1);
    if (parts.length != 1 && parts.length != targets) {
      throw new IllegalArgumentException(
          "base_score has %d entries for %d classes".formatted(parts.length, targets));
    }
    var scores = new ArrayList<Float>();
    for (var i = 0; i < targets; i++) {
      scores.add(Float.parseFloat(parts[Math.min(i, parts.length - 1)]));
    }
    return scores;
  }

  private static void require(String what, String value, Set<String> accepted) {
    if (!accepted.contains(value)) {
      throw refused(what, value + "; accepted are " + accepted.stream().sorted().toList());
    }
  }

  private static DataError refused(String what, String value) {
    return new DataError("Cannot read booster: " + what + " is not supported: " + value);
  }
}
