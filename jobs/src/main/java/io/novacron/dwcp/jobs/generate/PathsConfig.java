package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.FleetConfig;
import io.novacron.dwcp.jobs.generate.link.SharedPathConfig;
import java.io.Serializable;

/**
 * Paths between sites.
 *
 * @param paths how many; 0: none
 * @param hardFactor with difficulty hard, factor of the deviations of the rate
 * @param shared what many flows on one path make of it
 * @param fleet what they are like
 */
public record PathsConfig(int paths, double hardFactor, SharedPathConfig shared, FleetConfig fleet)
    implements Serializable {

  public PathsConfig {
    if (paths < 0 || !(hardFactor >= 1)) {
      throw new IllegalArgumentException(
          "generate.paths: paths %d, hard-factor %s; give at least 0 and 1"
              .formatted(paths, hardFactor));
    }
  }

  /** The same paths, whose rates vary more. */
  PathsConfig harden() {
    return new PathsConfig(paths, hardFactor, shared, fleet.withDeviations(hardFactor));
  }
}
