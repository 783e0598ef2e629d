package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rounds every leaf and base score of a booster to a multiple of 2<sup>-16</sup>, so that its
 * margins are the same bits on every runtime.
 *
 * <p>Float32 holds every multiple of 2<sup>-16</sup> below 2<sup>8</sup> exactly. When the largest
 * leaf of every tree and the base score together stay below that bound, no partial sum rounds,
 * whatever the order or the number of threads. Each leaf moves by at most 2<sup>-17</sup>, so a
 * margin by at most (trees + 1)·2<sup>-17</sup>: 0.004 for 500 trees.
 */
public final class ExactLeaves {

  /** The grid's step. */
  public static final float STEP = 0x1p-16f;

  /** Sums of magnitudes below this are exact. */
  public static final float BOUND = 0x1p8f;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ExactLeaves() {}

  /**
   * A new booster with rounded leaves; the caller disposes both.
   *
   * @throws DataError when margins could reach {@link #BOUND}, or the trees are of a kind that
   *     {@link TreesToOnnx} refuses
   */
  public static Booster round(Booster booster) {
    return round(booster, Integer.MAX_VALUE);
  }

  /**
   * As above, of the first {@code rounds} boosting rounds only: early stopping names the best round
   * but leaves the later ones in the booster.
   */
  public static Booster round(Booster booster, int rounds) {
    var json = read(booster);
    keep((ObjectNode) json.at("/learner/gradient_booster/model"), rounds);
    var expected = rounded(BoosterJson.read(json));
    requireBounded(expected);
    roundLeaves(json);
    writeBaseScores((ObjectNode) json.at("/learner/learner_model_param"), expected);
    var exact = load(write(json));
    if (!TreesToOnnx.trees(exact).equals(expected)) {
      exact.dispose();
      throw new IllegalStateException("XGBoost read back other trees than were written");
    }
    return exact;
  }

  /** Whether all margins of the ensemble are sums without rounding. */
  public static boolean isExact(TreeEnsemble ensemble) {
    return rounded(ensemble).equals(ensemble) && largestMargin(ensemble) < BOUND;
  }

  /** The nearest multiple of {@link #STEP}; ties to even, and no negative zero. */
  static float round(float value) {
    return (float) (Math.rint(value / (double) STEP) * STEP) + 0f;
  }

  private static TreeEnsemble rounded(TreeEnsemble ensemble) {
    var trees = new ArrayList<Tree>();
    for (var tree : ensemble.trees()) {
      var nodes = tree.nodes().stream().map(ExactLeaves::rounded).toList();
      trees.add(new Tree(tree.target(), nodes));
    }
    var scores = ensemble.baseScores().stream().map(ExactLeaves::round).toList();
    return new TreeEnsemble(ensemble.features(), scores, trees);
  }

  private static Node rounded(Node node) {
    return node.isLeaf() ? Node.leaf(round(node.value())) : node;
  }

  private static void requireBounded(TreeEnsemble ensemble) {
    var largest = largestMargin(ensemble);
    if (largest >= BOUND) {
      throw new DataError(
          "Cannot make leaves exact: margins may reach %s; keep them below %s with fewer rounds"
              .formatted(largest, BOUND));
    }
  }

  private static double largestMargin(TreeEnsemble ensemble) {
    var largest = new double[ensemble.targets()];
    for (var target = 0; target < largest.length; target++) {
      largest[target] = Math.abs(ensemble.baseScores().get(target));
    }
    for (var tree : ensemble.trees()) {
      largest[tree.target()] +=
          tree.nodes().stream()
              .filter(Node::isLeaf)
              .mapToDouble(leaf -> Math.abs(leaf.value()))
              .max()
              .orElse(0);
    }
    return Arrays.stream(largest).max().orElse(0);
  }

  private static void keep(ObjectNode model, int rounds) {
    var starts = (ArrayNode) model.path("iteration_indptr");
    var kept = Math.min(rounds, starts.size() - 1);
    if (kept < 1) {
      throw new IllegalArgumentException("Cannot keep %d rounds of a booster".formatted(rounds));
    }
    var trees = starts.path(kept).asInt();
    truncate(starts, kept + 1);
    truncate((ArrayNode) model.path("trees"), trees);
    truncate((ArrayNode) model.path("tree_info"), trees);
    ((ObjectNode) model.path("gbtree_model_param")).put("num_trees", String.valueOf(trees));
  }

  private static void truncate(ArrayNode array, int size) {
    while (array.size() > size) {
      array.remove(array.size() - 1);
    }
  }

  private static void roundLeaves(JsonNode json) {
    for (var tree : json.at("/learner/gradient_booster/model/trees")) {
      var left = tree.path("left_children");
      var values = (ArrayNode) tree.path("split_conditions");
      for (var i = 0; i < values.size(); i++) {
        if (left.path(i).asInt() < 0) {
          values.set(i, DoubleNode.valueOf(round(values.path(i).floatValue())));
        }
      }
    }
  }

  private static void writeBaseScores(ObjectNode parameters, TreeEnsemble ensemble) {
    var scores = ensemble.baseScores().stream().map(String::valueOf);
    parameters.put("base_score", scores.collect(Collectors.joining(",", "[", "]")));
  }

  /**
   * The model's JSON. Numbers pass through as doubles: written back as decimals they would lose
   * their point (4E1 → 40), and XGBoost refuses an integer where a float belongs.
   *
   * @throws DataError when the model is of a kind whose JSON looks otherwise
   */
  private static JsonNode read(Booster booster) {
    try {
      var json = MAPPER.readTree(booster.toByteArray("json"));
      BoosterJson.read(json);
      return json;
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost's own JSON must be readable", e);
    }
  }

  private static byte[] write(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always writable", e);
    }
  }

  private static Booster load(byte[] json) {
    try {
      return XGBoost.loadModel(json);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost must read its own JSON with other leaves", e);
    }
  }
}
