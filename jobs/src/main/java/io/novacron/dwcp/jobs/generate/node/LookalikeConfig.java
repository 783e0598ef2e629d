package io.novacron.dwcp.jobs.generate.node;

import java.io.Serializable;

/**
 * What is normal but looks like an incident.
 *
 * @param maintenancePerDay drained and restarted, times a node and day
 * @param maintenanceMinutes how long, min, within a factor of 1.5 either way
 * @param drainedLoad share of the load that is left meanwhile
 * @param crowdsPerDay sudden demand, times a day for each tier and each region
 * @param crowdMinutes how long, min, within a factor of 1.5 either way
 * @param crowdFactor the load's largest factor meanwhile
 * @param outlierShare share of rows in which one sensor says something wild
 */
public record LookalikeConfig(
    double maintenancePerDay,
    double maintenanceMinutes,
    double drainedLoad,
    double crowdsPerDay,
    double crowdMinutes,
    double crowdFactor,
    double outlierShare)
    implements Serializable {

  public LookalikeConfig {
    require(maintenancePerDay >= 0 && maintenancePerDay <= 4, "maintenance-per-day: 0 … 4");
    require(maintenanceMinutes >= 1, "maintenance-minutes: at least 1");
    require(drainedLoad > 0 && drainedLoad <= 1, "drained-load: above 0 … 1");
    require(crowdsPerDay >= 0 && crowdsPerDay <= 24, "crowds-per-day: 0 … 24");
    require(crowdMinutes >= 1, "crowd-minutes: at least 1");
    require(crowdFactor >= 1 && crowdFactor <= 4, "crowd-factor: 1 … 4");
    require(outlierShare >= 0 && outlierShare <= 0.1, "outlier-share: 0 … 0.1");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "generate.node.lookalikes." + rule + "; mend the configuration");
    }
  }
}
