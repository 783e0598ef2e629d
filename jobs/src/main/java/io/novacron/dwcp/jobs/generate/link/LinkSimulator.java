package io.novacron.dwcp.jobs.generate.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one link over its days: one sample an interval, second by second only around departures, all
 * on one trajectory.
 *
 * <p><b>Cost.</b> O(days / interval + departures × seconds around them); memory the same.
 */
public final class LinkSimulator {

  private final LinkProfile profile;
  private final FleetConfig config;
  private final EstimateConfig estimate;

  public LinkSimulator(LinkProfile profile, FleetConfig config, EstimateConfig estimate) {
    this.profile = profile;
    this.config = config;
    this.estimate = estimate;
  }

  /** The record of {@code days} days with the given departures, which are in time order. */
  public LinkRecord run(int days, List<Departure> departures) {
    var process = new LinkProcess(profile, config);
    var sensor = new Sensor(profile, config, Sensor.JITTER_NOISE);
    var samples = new ArrayList<LinkSample>();
    Map<Integer, LinkState> fine = new HashMap<>();
    var fineBlocks = fineBlocks(departures);
    var blocks = days * 86_400 / config.stepS();
    for (var block = 0; block < blocks; block++) {
      LinkState state;
      if (fineBlocks.contains(block)) {
        state = secondBySecond(process, fine);
      } else {
        state = process.advance(config.stepS());
      }
      samples.add(sensor.sample(state, config.stepS()));
    }
    return new LinkRecord(profile.identity(), profile.skewMs(), samples, send(departures, fine));
  }

  private LinkState secondBySecond(LinkProcess process, Map<Integer, LinkState> fine) {
    var state = process.advance(1);
    fine.put((int) Math.round(state.atS()), state);
    for (var second = 1; second < config.stepS(); second++) {
      state = process.advance(1);
      fine.put((int) Math.round(state.atS()), state);
    }
    return state;
  }

  /** Blocks that any departure looks back into or sends during. */
  private Set<Integer> fineBlocks(List<Departure> departures) {
    Set<Integer> blocks = new HashSet<>();
    for (var departure : departures) {
      var first = Math.max(0, departure.second() - estimate.reachS() - 1) / config.stepS();
      var last = (departure.second() + Sender.LONGEST_SEND_S + 1) / config.stepS();
      for (var block = first; block <= last; block++) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private List<SentTransfer> send(List<Departure> departures, Map<Integer, LinkState> fine) {
    var sender = new Sender(estimate, new Draws(profile.seed(), "sender"), profile.streams());
    var sent = new ArrayList<SentTransfer>();
    for (var departure : departures) {
      var known = stateAt(fine, departure.second() - estimate.ageSamples() + 1);
      sent.add(sender.send(departure, s -> stateAt(fine, s).rateMbps(), known.rttMs()));
    }
    return sent;
  }

  private static LinkState stateAt(Map<Integer, LinkState> fine, int second) {
    var state = fine.get(second);
    if (state == null) {
      throw new IllegalStateException("no state at second " + second);
    }
    return state;
  }
}
