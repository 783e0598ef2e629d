package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.Departure;
import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.link.EstimateConfig;
import io.novacron.dwcp.jobs.generate.link.LinkIdentity;
import io.novacron.dwcp.jobs.generate.link.LinkRecord;
import io.novacron.dwcp.jobs.generate.link.LinkSample;
import io.novacron.dwcp.jobs.generate.link.Sender;
import io.novacron.dwcp.jobs.generate.link.SentTransfer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measured traces as links of a lake: each begins at a drawn time of the generated days, keeps its
 * own spacing, and carries transfers whose rate is what was measured next.
 *
 * <p>Samples are counted, not seconds: an estimate one sample old uses the sample before sending,
 * the truth begins with the one after. A transfer leaves only where the next sample follows within
 * ten seconds. A trace with too few samples before such a place carries none.
 */
public final class TraceLinks implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double LONGEST_STEP_S = 10;
  private static final int MOST_STREAMS = 4;

  private final List<Trace> traces;
  private final int senders;
  private final TraceConfig config;
  private final EstimateConfig estimate;
  private final long seed;

  private TraceLinks(
      List<Trace> traces, int senders, TraceConfig config, EstimateConfig estimate, long seed) {
    this.traces = traces;
    this.senders = senders;
    this.config = config;
    this.estimate = estimate;
    this.seed = seed;
  }

  /** Orders the set's segments so that those which can send come first. */
  public static TraceLinks of(
      TraceSet set, TraceConfig config, EstimateConfig estimate, long seed) {
    var sending = set.segments().stream().filter(t -> !places(t, estimate).isEmpty()).toList();
    var silent = set.segments().stream().filter(t -> places(t, estimate).isEmpty());
    var ordered = Stream.concat(sending.stream(), silent).toList();
    return new TraceLinks(ordered, sending.size(), config, estimate, seed);
  }

  public int size() {
    return traces.size();
  }

  /** Links that carry transfers: indices 0 … senders - 1. */
  public int senders() {
    return senders;
  }

  /** Number of samples that a transfer can follow on link {@code index}. */
  public int places(int index) {
    return places(traces.get(index), estimate).size();
  }

  /**
   * The record of link {@code index}.
   *
   * @param rangeS length of the generated range, s
   * @param departures transfers by place: a departure's time is the number of its place
   */
  public LinkRecord record(int index, double rangeS, List<Departure> departures) {
    var trace = traces.get(index);
    var draws = new Draws(seed, "trace " + trace.name() + " " + trace.peer());
    var spareS = Math.max(0, rangeS - trace.durationS() - 2 * Sender.LONGEST_SEND_S);
    var shiftS = Math.floor(draws.uniform(0, spareS)) + 1 - trace.startS();
    var samples = trace.samples().stream().map(sample -> sample(sample, shiftS)).toList();
    var identity =
        new LinkIdentity(trace.name(), trace.peer(), trace.type(), null, null, null, null, null);
    return new LinkRecord(identity, 0, samples, send(trace, shiftS, departures, draws));
  }

  private static LinkSample sample(TraceSample sample, double shiftS) {
    return new LinkSample(
        sample.atS() + shiftS,
        sample.mbps(),
        sample.rttMs(),
        sample.jitterMs(),
        sample.lossRatio(),
        null,
        null,
        null);
  }

  private List<SentTransfer> send(
      Trace trace, double shiftS, List<Departure> departures, Draws draws) {
    var clean = trace.samples().stream().filter(TraceSample::clean).toList();
    var places = places(trace, estimate);
    var sender = new Sender(estimate, draws, MOST_STREAMS);
    Function<Integer, TraceSample> at = i -> clean.get(Math.min(i, clean.size() - 1));
    var sent = new ArrayList<SentTransfer>();
    for (var departure : departures) {
      int place = places.get(departure.second());
      var known = at.apply(place);
      var stepS = at.apply(place + 1).atS() - known.atS();
      var withinStep = departure.atS() - departure.second();
      var rttMs = known.rttMs() == null ? config.defaultRttMs() : known.rttMs();
      var byIndex = new Departure(departure.number(), place, departure.bytes());
      var truth = sender.send(byIndex, i -> at.apply(i).mbps(), rttMs);
      var leavesS = known.atS() + shiftS + withinStep * Math.min(1, stepS);
      sent.add(truth.leaving(new Departure(departure.number(), leavesS, departure.bytes())));
    }
    return sent;
  }

  /** Indices of clean samples with enough history whose successor follows soon. */
  private static List<Integer> places(Trace trace, EstimateConfig estimate) {
    var clean = trace.samples().stream().filter(TraceSample::clean).toList();
    var places = new ArrayList<Integer>();
    for (var i = estimate.reachS(); i + 1 < clean.size(); i++) {
      if (clean.get(i + 1).atS() - clean.get(i).atS() <= LONGEST_STEP_S) {
        places.add(i);
      }
    }
    return places;
  }
}
