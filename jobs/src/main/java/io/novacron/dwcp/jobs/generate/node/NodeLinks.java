package io.novacron.dwcp.jobs.generate.node;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.node.NodeLinkRecord.Sample;
import io.novacron.dwcp.jobs.generate.node.NodeLinkRecord.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The links of one node to some peers, sampled together.
 *
 * <p><b>Definition.</b> A link loses what either end loses: a flapping card and a failed rack are
 * seen on every link of their node, and on those of its peers to it. A lossy peer link is one of
 * the node's; it loses as many times more as there are links, so that the node loses the incident's
 * strength over all of them. Loss without a fault grows with the load as that of {@link
 * NodeProcess}, from a level of the link's own. A round trip takes the link's own time, a little
 * more under load, and the wait for what is sent again: {@code RETRY_MS} for each lost packet.
 *
 * <p><b>Units.</b> s, ms, shares. <b>Cost.</b> O(links) a sweep.
 */
final class NodeLinks {

  private static final double PACKETS_A_REQUEST = 30;
  private static final double RETRY_MS = 200;
  private static final double LARGEST_RTT_MS = 60_000;

  private final NodeProfile profile;
  private final NodeConfig config;
  private final List<Incident> incidents;
  private final List<Link> links;
  private final Draws draws;
  private final Draws flaps;

  /** A link's fixed traits and what befalls the node at its other end. */
  private static final class Link {
    private final String peerId;
    private final List<Incident> peerIncidents;
    private final Draws peerFlaps;
    private final double rttMs;
    private final double lossShare;

    private Link(NodeProfile peer, List<Incident> peerIncidents, Draws traits, Draws peerFlaps) {
      this.peerId = peer.nodeId();
      this.peerIncidents = peerIncidents;
      this.peerFlaps = peerFlaps;
      this.rttMs = traits.logUniform(0.5, 80);
      this.lossShare = traits.logUniform(5e-5, 4e-4);
    }
  }

  /** The links of node {@code index}. */
  NodeLinks(int index, NodeFleet fleet, NodeSchedule schedule) {
    this.profile = fleet.profile(index);
    this.config = fleet.config();
    this.incidents = schedule.of(index).incidents();
    this.draws = new Draws(profile.seed(), "links");
    this.flaps = new Draws(profile.seed(), "link faults");
    this.links = new ArrayList<>();
    for (var peer : peers(index)) {
      var traits = new Draws(profile.seed(), "link to " + peer);
      var peerFlaps = new Draws(profile.seed(), "faults of peer " + peer);
      links.add(new Link(fleet.profile(peer), schedule.of(peer).incidents(), traits, peerFlaps));
    }
  }

  /** Other nodes, so many as are configured or there are, of any rack. */
  private Set<Integer> peers(int index) {
    var chosen = new TreeSet<Integer>();
    var choice = new Draws(profile.seed(), "peers");
    var others = config.nodes() - 1;
    while (chosen.size() < Math.min(config.peers(), others)) {
      chosen.add((index + 1 + choice.below(others)) % config.nodes());
    }
    return chosen;
  }

  /** The samples of the interval that ends at {@code atS}, with a factor of the load. */
  Sweep at(double atS, double demand) {
    var hour = atS / 3600 % 24;
    var course = 1 + 0.2 * Math.cos((hour - profile.peakHour()) / 12 * Math.PI);
    var load = Math.min(1, profile.baseLoad() * course * demand);
    var samples = new ArrayList<Sample>();
    var sent = profile.capacity() * load * config.linkStepS() / 60 * PACKETS_A_REQUEST;
    var packets = Math.max(100, sent / links.size());
    var own = lossOfEveryLink(incidents, atS, flaps);
    for (var i = 0; i < links.size(); i++) {
      var link = links.get(i);
      var fault = own + lossOf(i, atS) + lossOfEveryLink(link.peerIncidents, atS, link.peerFlaps);
      var loss = Math.min(1, link.lossShare * (1 + load * load) * draws.logNormal(0.25) + fault);
      var rttMs = (link.rttMs * (1 + 0.1 * load) + RETRY_MS * loss) * draws.logNormal(0.03);
      samples.add(
          new Sample(
              link.peerId,
              Math.min(LARGEST_RTT_MS, rttMs),
              Counts.binomial(draws, packets, loss) / packets,
              Counts.binomial(draws, packets, 1.2 * loss + 1e-4) / packets));
    }
    return new Sweep(atS, samples);
  }

  /** What a node's faults lose on each of its links, but for a single lossy one. */
  private double lossOfEveryLink(List<Incident> all, double atS, Draws chance) {
    return all.stream()
        .filter(incident -> incident.kind() != IncidentKind.LOSSY_PEER_LINK)
        .mapToDouble(incident -> Fault.of(incident, atS, config.linkStepS(), chance).loss())
        .sum();
  }

  /** What a lossy peer link loses, if it is this one. */
  private double lossOf(int link, double atS) {
    return incidents.stream()
        .filter(incident -> incident.kind() == IncidentKind.LOSSY_PEER_LINK)
        .filter(incident -> lossy(incident) == link)
        .mapToDouble(
            incident -> links.size() * Fault.of(incident, atS, config.linkStepS(), flaps).loss())
        .sum();
  }

  private int lossy(Incident incident) {
    return (int) Math.floorMod(Seeds.derive(profile.seed(), incident.id()), (long) links.size());
  }
}
