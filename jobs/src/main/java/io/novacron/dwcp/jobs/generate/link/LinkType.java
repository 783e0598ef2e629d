package io.novacron.dwcp.jobs.generate.link;

import java.util.Locale;

/** Kind of path between two nodes. */
public enum LinkType {
  DC,
  METRO,
  WAN;

  /** The word in the {@code link_type} column. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
