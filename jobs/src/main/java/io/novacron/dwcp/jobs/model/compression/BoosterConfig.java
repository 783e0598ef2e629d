package io.novacron.dwcp.jobs.model.compression;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of one gradient-boosted ensemble.
 *
 * @param rounds boosting rounds at the most
 * @param depth depth of a tree
 * @param eta learning rate
 * @param minChildWeight smallest sum of weights in a leaf
 * @param subsample share of rows that a tree sees
 * @param columnSample share of columns that a tree sees
 * @param lambda L2 penalty on leaf values
 * @param maxBin bins of a column among which a split is looked for
 */
public record BoosterConfig(
    int rounds,
    int depth,
    double eta,
    double minChildWeight,
    double subsample,
    double columnSample,
    double lambda,
    int maxBin) {

  public BoosterConfig {
    require(rounds >= 1, "rounds", rounds, "set at least 1");
    require(depth >= 1 && depth <= 12, "depth", depth, "set 1 to 12");
    require(eta > 0 && eta <= 1, "eta", eta, "set a rate in (0, 1]");
    require(subsample > 0 && subsample <= 1, "subsample", subsample, "set a share in (0, 1]");
    require(maxBin >= 2 && maxBin <= 4096, "max-bin", maxBin, "set 2 to 4096");
    require(columnSample > 0 && columnSample <= 1, "column-sample", columnSample, "set (0, 1]");
  }

  private static void require(boolean holds, String key, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s; %s".formatted(key, value, remedy));
    }
  }

  /** The same settings as the native library names them. */
  Map<String, Object> parameters(String objective, long seed) {
    var parameters = new HashMap<String, Object>();
    parameters.put("objective", objective);
    parameters.put("max_depth", depth);
    parameters.put("eta", eta);
    parameters.put("min_child_weight", minChildWeight);
    parameters.put("subsample", subsample);
    parameters.put("colsample_bytree", columnSample);
    parameters.put("lambda", lambda);
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", maxBin);
    parameters.put("nthread", 1);
    parameters.put("seed", seed & 0x7fffffff);
    parameters.put("base_score", 0.0);
    parameters.put("verbosity", 0);
    return parameters;
  }
}
