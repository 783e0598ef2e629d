package io.novacron.dwcp.jobs.model.reliability;

import java.io.Serializable;

/**
 * How a forest is grown.
 *
 * @param trees number of trees
 * @param samples rows that a tree grows on; fewer where there are fewer
 * @param columnShare share of the columns that a tree may split on
 * @param sampleRows most rows that scaling and trees ever see, drawn by hash of the key
 * @param scaleLimit largest magnitude of a scaled value, in robust deviations
 * @param backgroundShare rows added to the sample, over the sample's: each value uniform between
 *     the limits; 0 is the plain algorithm, which cannot tell a value far outside of what it has
 *     seen from one just outside, nor see a column leave a constant
 */
public record ForestConfig(
    int trees,
    int samples,
    double columnShare,
    int sampleRows,
    double scaleLimit,
    double backgroundShare)
    implements Serializable {

  public ForestConfig {
    require(trees >= 1 && trees <= 10_000, "trees", trees, "set 1 to 10000");
    require(samples >= 2, "samples", samples, "set at least 2");
    require(columnShare > 0 && columnShare <= 1, "column-share", columnShare, "set (0, 1]");
    require(
        sampleRows >= samples && sampleRows <= 10_000_000,
        "sample-rows",
        sampleRows,
        "set at least samples and at most 10000000");
    require(
        scaleLimit > 0 && scaleLimit <= 1e6, "scale-limit", scaleLimit, "set a number in (0, 1e6]");
    require(
        backgroundShare >= 0 && backgroundShare <= 1,
        "background-share",
        backgroundShare,
        "set a share in [0, 1]");
  }

  private static void require(boolean holds, String key, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s; %s".formatted(key, value, remedy));
    }
  }
}
