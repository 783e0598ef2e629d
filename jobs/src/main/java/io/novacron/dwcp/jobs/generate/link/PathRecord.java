package io.novacron.dwcp.jobs.generate.link;

import java.util.List;

/**
 * A path's samples, and what the mechanism expected at each of them.
 *
 * @param telemetry what sensors report; it carries no transfers
 * @param expected one a sample
 */
public record PathRecord(LinkRecord telemetry, List<Expected> expected) {

  /**
   * The mean rate that follows from the latent state.
   *
   * @param atS time of the sample, s since the first midnight
   * @param nextMbps one sample later
   * @param laterMbps fifteen samples later
   */
  public record Expected(double atS, double nextMbps, double laterMbps) {}

  public PathRecord {
    expected = List.copyOf(expected);
  }
}
