package io.novacron.dwcp.features.split;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * How time and groups of rows are divided.
 *
 * @param trainShare share of the time range before the first gap
 * @param validationShare share of the time range between the gaps; the rest is the test's
 * @param gapSeconds length of each gap; at least the longest window plus the horizon
 * @param sources how groups with files and links of their own are divided
 */
public record SplitConfig(
    double trainShare, double validationShare, long gapSeconds, Shares sources) {

  /**
   * How groups are divided by the number in [0, 1) that each was dealt: the test's first, then the
   * validation's, then the training's.
   *
   * @param test share that only the test part may use
   * @param validation share that only the validation part may use; 0 lets validation share the
   *     training part's groups
   */
  public record Shares(double test, double validation) implements Serializable {

    public Shares {
      if (!(test >= 0) || !(validation >= 0) || !(test + validation < 1)) {
        throw new IllegalArgumentException(
            "shares: test %s, validation %s; both are at least 0 and leave something to train on"
                .formatted(test, validation));
      }
    }

    /** Whether rows of a group that was dealt {@code unit} may lie in {@code part}. */
    boolean allows(double unit, Part part) {
      if (test == 0 && validation == 0) {
        return true;
      }
      var shared = part == Part.VALIDATION && validation == 0;
      return home(unit) == (shared ? Part.TRAIN : part);
    }

    private Part home(double unit) {
      if (unit < test) {
        return Part.TEST;
      }
      return unit < test + validation ? Part.VALIDATION : Part.TRAIN;
    }
  }

  public SplitConfig {
    var faults = new ArrayList<String>();
    if (!(trainShare > 0) || !(validationShare > 0) || !(trainShare + validationShare < 1)) {
      faults.add(
          "train-share %s, validation-share %s; both are positive and leave something to test on"
              .formatted(trainShare, validationShare));
    }
    if (gapSeconds < 0) {
      faults.add("gap-seconds: %d; a gap is not negative".formatted(gapSeconds));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }
}
