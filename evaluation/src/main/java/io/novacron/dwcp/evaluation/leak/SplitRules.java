package io.novacron.dwcp.evaluation.leak;

import java.util.List;

/**
 * What must hold between the parts of a split.
 *
 * @param part column that names a row's part
 * @param time column of the row's time
 * @param apart columns whose values must not be in both parts
 * @param gaps distances in time between parts
 */
public record SplitRules(String part, String time, List<Apart> apart, List<Gap> gaps) {

  public SplitRules {
    apart = List.copyOf(apart);
    gaps = List.copyOf(gaps);
  }

  /** No value of {@code column} is in both parts. */
  public record Apart(String column, String one, String other) {}

  /** The first row of {@code after} is at least so many seconds later than the last of before. */
  public record Gap(String before, String after, long seconds) {}
}
