package io.novacron.dwcp.features.clean;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of one date's rows.
 *
 * @param refusedByRule refused rows by the name of the first rule that they broke
 */
public record DayCount(long clean, SortedMap<String, Long> refusedByRule) {

  public DayCount {
    refusedByRule = Collections.unmodifiableSortedMap(new TreeMap<>(refusedByRule));
  }

  /** Refused rows over all rules. */
  public long refused() {
    return refusedByRule.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Clean and refused rows. */
  public long total() {
    return clean + refused();
  }
}
