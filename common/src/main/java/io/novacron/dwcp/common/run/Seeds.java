package io.novacron.dwcp.common.run;

import java.nio.charset.StandardCharsets;

/**
 * Derives independent seeds from one run seed and a purpose, so that adding a consumer never shifts
 * the numbers of another.
 */
public final class Seeds {

  private Seeds() {}

  /** A 64-bit seed for {@code purpose}: FNV-1a over the purpose, finished with SplitMix64. */
  public static long derive(long seed, String purpose) {
    var hash = 0xcbf29ce484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(seed ^ mix(hash));
  }

  /**
   * SplitMix64's finisher (Steele, Lea and Flood, OOPSLA 2014): a bijection with full avalanche.
   */
  public static long mix(long value) {
    var z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number in [0, 1) that depends on seed and key only: for splits by key. */
  public static double unit(long seed, String key) {
    return (derive(seed, key) >>> 11) * 0x1.0p-53;
  }
}
