package io.novacron.dwcp.jobs.generate.node;

/**
 * One incident of one node, as it truly was.
 *
 * @param id name, unique over the fleet
 * @param strength how strong, in the kind's own unit
 * @param startS true onset, s since the first midnight
 * @param endS true end, s; it may lie after the data's end
 */
public record Incident(
    String id,
    IncidentKind kind,
    IncidentSeverity severity,
    double strength,
    double startS,
    double endS) {

  /** Share of (atS - stepS, atS] that lies in the incident. */
  double weight(double atS, double stepS) {
    return Math.max(0, Math.min(atS, endS) - Math.max(atS - stepS, startS)) / stepS;
  }

  /** How much of it has passed, 0 to 1. */
  double progress(double atS) {
    return Math.max(0, Math.min(1, (atS - startS) / (endS - startS)));
  }

  /** Whether it comes closer than {@code apartS} to a stretch of time. */
  boolean isNear(double fromS, double toS, double apartS) {
    return fromS < endS + apartS && toS > startS - apartS;
  }
}
