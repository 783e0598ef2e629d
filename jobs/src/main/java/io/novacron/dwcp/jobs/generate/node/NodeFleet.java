package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.generate.link.Draws;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** The nodes of a generated fleet, each a function of seed and index only. */
public record NodeFleet(NodeConfig config, long seed) implements Serializable {

  static final List<String> REGIONS =
      List.of("eu-central", "eu-north", "us-east", "us-west", "ap-south", "ap-north");
  static final List<String> TIERS = List.of("tier1", "tier2", "tier3");

  /** Draws the fixed traits of node {@code index}. */
  public NodeProfile profile(int index) {
    var rack = index / config.rackNodes();
    var region = REGIONS.get(rack % REGIONS.size());
    var zone = (char) ('a' + new Draws(seed, "rack " + rack).below(3));
    var nodeSeed = Seeds.derive(seed, "node " + index);
    var draws = new Draws(nodeSeed, "profile");
    var tier = index % TIERS.size();
    return new NodeProfile(
        String.format(Locale.ROOT, "node-%05d", index),
        region,
        region + "-" + zone,
        TIERS.get(tier),
        rack,
        draws.logUniform(8_000, 30_000),
        draws.logUniform(3, 12) * (1 + tier),
        draws.uniform(0.3, 0.42),
        draws.uniform(12, 18),
        draws.logUniform(0.0008, 0.003),
        draws.logUniform(5e-5, 4e-4),
        draws.logUniform(0.2, 2),
        draws.uniform(0.35, 0.55),
        draws.logUniform(40, 300),
        draws.uniform(0.3, 0.5),
        draws.logUniform(4, 40),
        draws.uniform(0, config.stepS()),
        nodeSeed);
  }
}
