package io.novacron.dwcp.jobs.export;

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
 * margin by at most (trees + 1)·2<sup>-17</sup>: 0.004 for 500 trees, in practice a hundredth of
 * it.
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
    var expected = rounded(TreesToOnnx.trees(booster));
    requireBounded(expected);
    var exact = load(edit(booster));
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
          "Cannot make leaves exact: margins may reach %.1f where %.0f is the bound; train fewer rounds or set max_delta_step"
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
    return java.util.Arrays.stream(largest).max().orElse(0);
  }

  /**
   * The model's JSON with rounded leaves. Numbers pass through as doubles: written back as decimals
   * they would lose their point (4E1 → 40), and XGBoost refuses an integer where a float belongs.
   */
  private static byte[] edit(Booster booster) {
    try {
      var json = MAPPER.readTree(booster.toByteArray("json"));
      for (var tree : json.at("/learner/gradient_booster/model/trees")) {
        var left = tree.path("left_children");
        var values = (ArrayNode) tree.path("split_conditions");
        for (var i = 0; i < values.size(); i++) {
          if (left.path(i).asInt() < 0) {
            values.set(i, DoubleNode.valueOf(round(values.path(i).floatValue())));
          }
        }
      }
      editBaseScore((ObjectNode) json.at("/learner/learner_model_param"), booster);
      return MAPPER.writeValueAsBytes(json);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost's own JSON must be readable", e);
    }
  }

  private static void editBaseScore(ObjectNode parameters, Booster booster) {
    var scores = TreesToOnnx.trees(booster).baseScores().stream().map(ExactLeaves::round);
    JsonNode old = parameters.path("base_score");
    var text = scores.map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    parameters.put(
        "base_score", old.asText().startsWith("[") ? text : text.replaceAll("[\\[\\]]", ""));
  }

  private static Booster load(byte[] json) {
    try {
      return XGBoost.loadModel(json);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost must read its own JSON with other leaves", e);
    }
  }
}
