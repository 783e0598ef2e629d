package io.novacron.dwcp.jobs.generate.link;

import io.novacron.dwcp.common.run.Seeds;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** The links of a generated fleet, each a function of seed and index only. */
public record Fleet(FleetConfig config, long seed) implements Serializable {

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final List<String> REGIONS =
      List.of("eu-central", "eu-north", "us-east", "us-west", "ap-south", "ap-north");

  /** Draws the fixed traits of link {@code index}. */
  public LinkProfile profile(int index) {
    var linkSeed = Seeds.derive(seed, "link " + index);
    var draws = new Draws(linkSeed, "profile");
    var type = type(position(index));
    var path = config.path(type);
    var region = REGIONS.get(draws.below(REGIONS.size()));
    var identity =
        new LinkIdentity(
            String.format(Locale.ROOT, "node-%05d", index),
            String.format(Locale.ROOT, "peer-%05d", index),
            type,
            region,
            region + "-" + (char) ('a' + draws.below(3)),
            "tier" + (1 + draws.below(3)),
            mode(type, draws.unit()),
            transport(type, draws.unit()));
    return new LinkProfile(
        identity,
        draws.logUniform(path.minCapacityMbps(), path.maxCapacityMbps()),
        draws.logUniform(path.minRttMs(), path.maxRttMs()),
        draws.uniform(0.4, 1.2),
        draws.uniform(0.05, 0.45),
        draws.uniform(12, 22),
        draws.uniform(-config.maxSkewMs(), config.maxSkewMs()),
        1 + draws.below(path.maxStreams()),
        linkSeed);
  }

  /**
   * Multiples of the golden ratio's fraction from a random start: any run of links comes close to
   * the configured shares, which independent draws miss by half on some tens of links.
   */
  private double position(int index) {
    var start = Seeds.unit(seed, "link types");
    return (start + index * GOLDEN) % 1;
  }

  private LinkType type(double unit) {
    if (unit < config.dcShare()) {
      return LinkType.DC;
    }
    return unit < config.dcShare() + config.metroShare() ? LinkType.METRO : LinkType.WAN;
  }

  private static String mode(LinkType type, double unit) {
    if (unit < 0.2) {
      return "resilient";
    }
    return type == LinkType.DC ? "optimized" : "standard";
  }

  private static String transport(LinkType type, double unit) {
    return switch (type) {
      case DC -> unit < 0.4 ? "rdma" : "tcp";
      case METRO -> unit < 0.3 ? "quic" : "tcp";
      case WAN -> unit < 0.5 ? "quic" : unit < 0.6 ? "udp" : "tcp";
    };
  }
}
