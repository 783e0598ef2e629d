package io.novacron.dwcp.evaluation.decision;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Alarms of one entity held against its labelled events: which events were found and how soon, and
 * how often somebody was called for nothing.
 *
 * <p>Definitions. An event is found when at least one of its windows has an alarm, from onset to
 * end; nothing is adjusted, neither are alarms before it or after it counted for it. Its time to
 * detect runs from its onset to the end of its first window with an alarm. Alarms no further apart
 * than the merging gap are one episode, which is false when none of its windows overlaps an event.
 *
 * <p>Whoever raises alarms always has one episode, and it is true: read false alarms beside the
 * false-positive rate. Cost: one pass over windows in order.
 */
public final class AlarmEvents {

  private final AlarmEpisodes episodes;

  /**
   * @param mergeGapS most seconds between the ends of two windows with an alarm of one episode
   */
  public AlarmEvents(long mergeGapS) {
    this.episodes = new AlarmEpisodes(mergeGapS);
  }

  /**
   * One window of an entity.
   *
   * @param endS its end, s since the epoch
   * @param event the event that it overlaps, empty without one
   * @param onsetS that event's onset, s since the epoch; of no meaning without one
   * @param alarm whether somebody is called
   */
  public record Window(long endS, String event, long onsetS, boolean alarm)
      implements Serializable {

    boolean hasEvent() {
      return !event.isEmpty();
    }
  }

  /**
   * What a window adds to sums over windows.
   *
   * @param detected on the last window of each event: 1 when it was found, else 0
   * @param detectS on the last window of each found event: its time to detect, s
   * @param falseAlarm 1 on the first window of a false episode, else 0
   */
  public record Tally(OptionalDouble detected, OptionalDouble detectS, double falseAlarm) {}

  /**
   * One tally a window.
   *
   * @param windows of one entity, ends growing
   * @throws IllegalArgumentException when an end does not lie after the one before it
   */
  public List<Tally> of(List<Window> windows) {
    requireOrdered(windows);
    var lastOf = new HashMap<String, Integer>();
    var foundAt = new HashMap<String, Window>();
    for (var i = 0; i < windows.size(); i++) {
      var window = windows.get(i);
      if (window.hasEvent()) {
        lastOf.put(window.event(), i);
        if (window.alarm()) {
          foundAt.putIfAbsent(window.event(), window);
        }
      }
    }
    var falseStarts = falseStarts(windows);
    var tallies = new ArrayList<Tally>(windows.size());
    for (var i = 0; i < windows.size(); i++) {
      var event = windows.get(i).event();
      var ends = Integer.valueOf(i).equals(lastOf.get(event));
      tallies.add(tally(ends ? event : "", foundAt, falseStarts.get(i)));
    }
    return tallies;
  }

  private static Tally tally(String ended, Map<String, Window> foundAt, double falseAlarm) {
    if (ended.isEmpty()) {
      return new Tally(OptionalDouble.empty(), OptionalDouble.empty(), falseAlarm);
    }
    var first = foundAt.get(ended);
    return first == null
        ? new Tally(OptionalDouble.of(0), OptionalDouble.empty(), falseAlarm)
        : new Tally(
            OptionalDouble.of(1),
            OptionalDouble.of((double) first.endS() - first.onsetS()),
            falseAlarm);
  }

  /** 1 where a false episode begins. */
  private List<Double> falseStarts(List<Window> windows) {
    var starts = new ArrayList<>(Collections.nCopies(windows.size(), 0.0));
    var places = new ArrayList<Integer>();
    var alarms = new ArrayList<Window>();
    for (var i = 0; i < windows.size(); i++) {
      if (windows.get(i).alarm()) {
        places.add(i);
        alarms.add(windows.get(i));
      }
    }
    for (var episode : episodes.of(alarms)) {
      if (episode.isFalse()) {
        starts.set(places.get(episode.first()), 1.0);
      }
    }
    return starts;
  }

  private static void requireOrdered(List<Window> windows) {
    for (var i = 1; i < windows.size(); i++) {
      if (windows.get(i).endS() <= windows.get(i - 1).endS()) {
        throw new IllegalArgumentException(
            "windows are not in order: the end %d follows %d"
                .formatted(windows.get(i).endS(), windows.get(i - 1).endS()));
      }
    }
  }
}
