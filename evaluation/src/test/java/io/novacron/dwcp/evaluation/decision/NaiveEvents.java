package io.novacron.dwcp.evaluation.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Counts by definition, looking at all windows again for each question. */
final class NaiveEvents {

  /** One window: end, event or empty, onset, alarm. */
  record Seen(long endS, String event, long onsetS, boolean alarm) {}

  private final List<Seen> windows;
  private final long mergeGapS;

  NaiveEvents(List<Seen> windows, long mergeGapS) {
    this.windows = windows;
    this.mergeGapS = mergeGapS;
  }

  List<String> events() {
    return windows.stream().map(Seen::event).filter(e -> !e.isEmpty()).distinct().toList();
  }

  long detected() {
    return events().stream()
        .filter(e -> windows.stream().anyMatch(w -> w.event().equals(e) && w.alarm()))
        .count();
  }

  double sumOfDetectS() {
    return events().stream()
        .mapToDouble(
            e ->
                windows.stream()
                    .filter(w -> w.event().equals(e) && w.alarm())
                    .mapToDouble(w -> w.endS() - w.onsetS())
                    .min()
                    .orElse(0))
        .sum();
  }

  long falseEpisodes() {
    var alarms = new ArrayList<>(windows.stream().filter(Seen::alarm).toList());
    long count = 0;
    while (!alarms.isEmpty()) {
      var reached = new TreeSet<Integer>(List.of(0));
      for (var i = 1; i < alarms.size(); i++) {
        if (reached.contains(i - 1)
            && alarms.get(i).endS() - alarms.get(i - 1).endS() <= mergeGapS) {
          reached.add(i);
        }
      }
      var episode = List.copyOf(alarms.subList(0, reached.last() + 1));
      count += episode.stream().allMatch(w -> w.event().isEmpty()) ? 1 : 0;
      alarms.subList(0, reached.last() + 1).clear();
    }
    return count;
  }
}
