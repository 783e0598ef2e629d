package io.novacron.dwcp.features.probe;

import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;

/**
 * A second look at each payload with a budget drawn at random, for training only: what predicts
 * sizes from a shallow look then learns from every payload, and not only from those few that happen
 * to be sent where no closer look pays. Nobody pays for it when a transfer is sent.
 *
 * @param minMs smallest budget, ms, above 0
 * @param maxMs largest, ms
 */
public record PracticeConfig(double minMs, double maxMs) implements Serializable {

  private static final long SEED = Seeds.derive(0, "practice");

  public PracticeConfig {
    if (!(minMs > 0 && minMs <= maxMs && maxMs < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "practice: min-ms %s, max-ms %s; name 0 < min-ms <= max-ms".formatted(minMs, maxMs));
    }
  }

  /** The budget of a transfer, ms: log-uniform between the bounds, the same on every run. */
  public double budgetMs(String transfer) {
    return minMs * Math.pow(maxMs / minMs, Seeds.unit(SEED, transfer));
  }
}
