package io.novacron.dwcp.evaluation.leak;

import java.util.List;

/**
 * Where a feature comes from.
 *
 * @param feature column name in the feature table
 * @param sources declared {@code <table>.<column>} that it is computed from, at least one
 */
public record FeatureOrigin(String feature, List<String> sources) {
  public FeatureOrigin {
    sources = List.copyOf(sources);
  }
}
