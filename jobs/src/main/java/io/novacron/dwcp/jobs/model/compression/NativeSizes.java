package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The native size regressors that one task holds, loaded on first use and freed on every exit. */
final class NativeSizes implements AutoCloseable {

  private final Map<SizeRegressors.Fit, byte[]> models;
  private final int targets;
  private final Map<Integer, List<Booster>> loaded = new HashMap<>();

  NativeSizes(Map<SizeRegressors.Fit, byte[]> models, int targets) {
    this.models = models;
    this.targets = targets;
  }

  /** One booster a target, of the fit that did not see {@code fold}. */
  List<Booster> of(int fold) {
    return loaded.computeIfAbsent(fold, this::load);
  }

  private List<Booster> load(int fold) {
    var boosters = new ArrayList<Booster>();
    for (var target = 0; target < targets; target++) {
      var bytes = models.get(new SizeRegressors.Fit(target, fold));
      if (bytes == null) {
        throw new IllegalStateException("no size model for target " + target + ", fold " + fold);
      }
      boosters.add(load(bytes));
    }
    return boosters;
  }

  static Booster load(byte[] json) {
    try {
      return XGBoost.loadModel(json);
    } catch (XGBoostError | IOException e) {
      throw new InfraError(
          "Cannot load a native booster: the library refuses its bytes; train again", e);
    }
  }

  @Override
  public void close() {
    loaded.values().forEach(boosters -> boosters.forEach(Booster::dispose));
  }
}
