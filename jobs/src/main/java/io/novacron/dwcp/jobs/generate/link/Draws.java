package io.novacron.dwcp.jobs.generate.link;

import io.novacron.dwcp.common.run.Seeds;
import java.util.SplittableRandom;

/**
 * Random numbers of one purpose: the same seed and purpose give the same sequence whatever else
 * draws, on any partition. Not safe for use by several threads.
 */
public final class Draws {

  private final SplittableRandom random;

  public Draws(long seed, String purpose) {
    this.random = new SplittableRandom(Seeds.derive(seed, purpose));
  }

  /** Uniform in [0, 1). */
  public double unit() {
    return random.nextDouble();
  }

  /** Uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Log-uniform in [low, high): every octave is equally likely. */
  public double logUniform(double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  /** Standard normal. */
  public double normal() {
    return random.nextGaussian();
  }

  /** Log-normal with median 1 and the given deviation of the logarithm. */
  public double logNormal(double sigma) {
    return Math.exp(sigma * random.nextGaussian());
  }

  /** Pareto with scale 1 and the given shape, cut at {@code limit}: heavy-tailed sizes. */
  public double pareto(double shape, double limit) {
    return Math.min(limit, Math.pow(1 - random.nextDouble(), -1 / shape));
  }

  /** Uniform in 0 … bound - 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
