package io.novacron.dwcp.jobs.generate.node;

import java.util.List;
import java.util.Locale;

/** How much sensors see of an incident. */
public enum IncidentSeverity {
  SUBTLE,
  MODERATE,
  BLUNT;

  static final List<IncidentSeverity> ALL = List.of(values());

  /** The severity in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
