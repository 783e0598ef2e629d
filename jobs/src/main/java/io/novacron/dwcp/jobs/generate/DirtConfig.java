package io.novacron.dwcp.jobs.generate;

import java.io.Serializable;

/**
 * Dirt that real sources bring, as shares of rows unless said otherwise.
 *
 * @param wildLinkShare share of links, and of nodes, whose exporter uses the wild vocabulary
 * @param percentLinkShare share of links whose exporter reports loss in percent and says so: their
 *     {@code az} ends in {@code "#loss-percent"}
 * @param duplicateShare rows that arrive twice
 * @param lateShare rows that arrive late
 * @param maxLateS largest lateness, s
 * @param badShare rows with a value that no clean row has
 * @param gapsPerDay outages of a sampler, per link or node and day
 * @param maxGapS longest outage, s
 */
public record DirtConfig(
    double wildLinkShare,
    double percentLinkShare,
    double duplicateShare,
    double lateShare,
    double maxLateS,
    double badShare,
    double gapsPerDay,
    double maxGapS)
    implements Serializable {

  /** No dirt at all. */
  static final DirtConfig NONE = new DirtConfig(0, 0, 0, 0, 0, 0, 0, 0);

  public DirtConfig {
    share("wild-link-share", wildLinkShare);
    share("percent-link-share", percentLinkShare);
    share("duplicate-share", duplicateShare);
    share("late-share", lateShare);
    share("bad-share", badShare);
    atLeastZero("max-late-s", maxLateS);
    atLeastZero("gaps-per-day", gapsPerDay);
    atLeastZero("max-gap-s", maxGapS);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 0.5)) {
      throw new IllegalArgumentException("dirt." + name + ": " + value + "; give 0 … 0.5");
    }
  }

  private static void atLeastZero(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException("dirt." + name + ": " + value + "; give 0 or more");
    }
  }
}
