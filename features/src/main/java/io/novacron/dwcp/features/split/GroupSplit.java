package io.novacron.dwcp.features.split;

import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;

/**
 * Divides the members of one kind of group, such as files, by a hash of seed and name. A member's
 * part depends on nothing else, so new members never move old ones.
 */
record GroupSplit(long seed, String kind, double testShare, double validationShare)
    implements Serializable {

  static GroupSplit of(long seed, String kind, SplitConfig.Shares shares) {
    return new GroupSplit(seed, kind, shares.test(), shares.validation());
  }

  /** Whether rows of {@code member} may lie in {@code part}; without shares, anywhere. */
  boolean allows(String member, Part part) {
    return allows(Seeds.unit(Seeds.derive(seed, kind), member), part);
  }

  /** The same of a member that was dealt the number {@code unit} in [0, 1). */
  boolean allows(double unit, Part part) {
    if (testShare == 0 && validationShare == 0) {
      return true;
    }
    var home = home(unit);
    var shared = part == Part.VALIDATION && validationShare == 0;
    return home == (shared ? Part.TRAIN : part);
  }

  private Part home(double unit) {
    if (unit < testShare) {
      return Part.TEST;
    }
    if (unit < testShare + validationShare) {
      return Part.VALIDATION;
    }
    return Part.TRAIN;
  }
}
