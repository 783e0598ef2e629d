package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TreeEnsemble.Node;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Turns a native XGBoost booster into one ONNX {@code TreeEnsembleRegressor} that yields raw
 * margins, [batch, targets]; a caller that wants probabilities adds the softmax.
 *
 * <p>Splits are BRANCH_LT on float32 as in XGBoost, NaN follows each split's learned direction. The
 * runtime adds leaves in an order of its own: margins agree to about 1e-6, and to the bit when the
 * leaves were rounded by {@link ExactLeaves}.
 */
public final class TreesToOnnx {

  private TreesToOnnx() {}

  /**
   * Reads the trees of a booster.
   *
   * @throws DataError for dart, linear or categorical models and for objectives whose margin does
   *     not start at the base score as it stands
   */
  public static TreeEnsemble trees(Booster booster) {
    try {
      return BoosterJson.read(booster.toByteArray("json"));
    } catch (XGBoostError e) {
      throw new DataError("Cannot read booster: XGBoost refuses to write it; train it again", e);
    }
  }

  /**
   * Reads the trees of a booster in XGBoost's JSON.
   *
   * @throws DataError as above
   */
  public static TreeEnsemble trees(byte[] json) {
    return BoosterJson.read(json);
  }

  /** Adds the ensemble over {@code input} [batch, features]; returns {@code output}'s name. */
  public static String addMargins(
      OnnxGraph graph, String input, String output, TreeEnsemble ensemble) {
    return graph.mlNode("TreeEnsembleRegressor", output, attributes(ensemble), input);
  }

  private static OnnxAttributes attributes(TreeEnsemble ensemble) {
    var nodes = new NodeLists();
    var leaves = new LeafLists();
    for (var tree = 0; tree < ensemble.trees().size(); tree++) {
      var all = ensemble.trees().get(tree).nodes();
      for (var i = 0; i < all.size(); i++) {
        nodes.add(tree, i, all.get(i));
        if (all.get(i).isLeaf()) {
          leaves.add(tree, i, ensemble.trees().get(tree).target(), all.get(i).value());
        }
      }
    }
    return leaves
        .addTo(nodes.addTo(OnnxAttributes.none()))
        .with("n_targets", ensemble.targets())
        .withFloats("base_values", ensemble.baseScores())
        .with("aggregate_function", "SUM")
        .with("post_transform", "NONE");
  }

  /** The parallel lists that ONNX wants of all nodes. */
  private static final class NodeLists {

    private final List<Long> trees = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> features = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Long> lefts = new ArrayList<>();
    private final List<Long> rights = new ArrayList<>();
    private final List<Long> missingLefts = new ArrayList<>();

    void add(long tree, long id, Node node) {
      trees.add(tree);
      ids.add(id);
      features.add((long) node.feature());
      values.add(node.isLeaf() ? 0f : node.value());
      modes.add(node.isLeaf() ? "LEAF" : "BRANCH_LT");
      lefts.add((long) Math.max(0, node.left()));
      rights.add((long) Math.max(0, node.right()));
      missingLefts.add(node.missingLeft() ? 1L : 0L);
    }

    OnnxAttributes addTo(OnnxAttributes attributes) {
      return attributes
          .withInts("nodes_treeids", trees)
          .withInts("nodes_nodeids", ids)
          .withInts("nodes_featureids", features)
          .withFloats("nodes_values", values)
          .withStrings("nodes_modes", modes)
          .withInts("nodes_truenodeids", lefts)
          .withInts("nodes_falsenodeids", rights)
          .withInts("nodes_missing_value_tracks_true", missingLefts);
    }
  }

  /** The parallel lists that ONNX wants of the leaves. */
  private static final class LeafLists {

    private final List<Long> trees = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> targets = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();

    void add(long tree, long id, long target, float weight) {
      trees.add(tree);
      ids.add(id);
      targets.add(target);
      weights.add(weight);
    }

    OnnxAttributes addTo(OnnxAttributes attributes) {
      return attributes
          .withInts("target_treeids", trees)
          .withInts("target_nodeids", ids)
          .withInts("target_ids", targets)
          .withFloats("target_weights", weights);
    }
  }
}
