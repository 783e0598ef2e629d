package io.novacron.dwcp.evaluation.decision;

import io.novacron.dwcp.evaluation.decision.AlarmEvents.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One entity's windows in alarm as episodes: those no further apart than the merging gap are one.
 *
 * <p>Definition. An episode belongs to the first event that one of its windows overlaps and no
 * earlier episode found; where there is none such, to the first that it overlaps; without any it is
 * a false alarm. It is open while less than the gap has passed between its last window in alarm and
 * the last that was looked at: the next one could still belong to it. Cost: one pass.
 */
final class AlarmEpisodes {

  private final long mergeGapS;

  /**
   * @param mergeGapS most seconds between the ends of two windows in alarm of one episode
   */
  AlarmEpisodes(long mergeGapS) {
    this.mergeGapS = mergeGapS;
  }

  /**
   * Places among the windows in alarm.
   *
   * @param first its first window
   * @param last its last one
   * @param event its first window in the event that it belongs to, or -1
   * @param finds whether no earlier episode found that event
   */
  record Episode(int first, int last, int event, boolean finds) {

    boolean isFalse() {
      return event < 0;
    }
  }

  /**
   * The episodes in order.
   *
   * @param alarms windows in alarm, ends growing
   */
  List<Episode> of(List<Window> alarms) {
    var episodes = new ArrayList<Episode>();
    var found = new HashSet<String>();
    var first = 0;
    for (var i = 0; i < alarms.size(); i++) {
      var ends =
          i + 1 == alarms.size() || alarms.get(i + 1).endS() - alarms.get(i).endS() > mergeGapS;
      if (ends) {
        episodes.add(episode(alarms, first, i, found));
        alarms.subList(first, i + 1).forEach(window -> found.add(window.event()));
        first = i + 1;
      }
    }
    return episodes;
  }

  private static Episode episode(List<Window> alarms, int first, int last, Set<String> found) {
    var overlapping = -1;
    for (var i = first; i <= last; i++) {
      var window = alarms.get(i);
      if (window.hasEvent() && !found.contains(window.event())) {
        return new Episode(first, last, i, true);
      }
      if (window.hasEvent() && overlapping < 0) {
        overlapping = i;
      }
    }
    return new Episode(first, last, overlapping, false);
  }

  /** Whether an alarm in the next window would go on with the episode. */
  boolean isOpen(long lastAlarmS, long lastSeenS) {
    return lastSeenS - lastAlarmS < mergeGapS;
  }
}
