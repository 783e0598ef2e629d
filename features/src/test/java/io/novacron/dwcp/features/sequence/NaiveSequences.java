package io.novacron.dwcp.features.sequence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Windows by looking through all samples of a link for each step of each window. */
final class NaiveSequences {

  /** One sample: seconds, and numbers by column name; a missing number is not in the map. */
  record Sample(String link, double atS, double arrivedS, Map<String, Double> values) {}

  /** What a window must be. */
  record Rule(
      int steps,
      long stepS,
      long offsetS,
      int longestGap,
      double leastKnown,
      List<Map.Entry<String, Double>> columns) {}

  private NaiveSequences() {}

  /** All windows of a link by the second that they end at. */
  static Map<Long, List<Float>> windows(List<Sample> all, Rule rule) {
    var windows = new TreeMap<Long, List<Float>>();
    for (var sample : all) {
      var end = (long) Math.ceil((sample.atS() - rule.offsetS()) / rule.stepS()) * rule.stepS();
      window(all, end + rule.offsetS(), rule)
          .ifPresent(values -> windows.put(end + rule.offsetS(), values));
    }
    return windows;
  }

  static Optional<List<Float>> window(List<Sample> all, long end, Rule rule) {
    var steps = new ArrayList<Optional<Sample>>();
    for (var age = rule.steps() - 1; age >= 0; age--) {
      var to = end - age * rule.stepS();
      steps.add(
          all.stream()
              .filter(s -> s.arrivedS() <= end && s.atS() > to - rule.stepS() && s.atS() <= to)
              .filter(s -> s.values().containsKey("throughput_mbps"))
              .max(Comparator.comparingDouble(Sample::atS)));
    }
    var known = steps.stream().filter(Optional::isPresent).count();
    var gap = 0;
    var longest = 0;
    for (var step : steps) {
      gap = step.isPresent() ? 0 : gap + 1;
      longest = Math.max(longest, gap);
    }
    var last = steps.get(steps.size() - 1).isPresent();
    if (!last || longest > rule.longestGap() || known < rule.leastKnown() * rule.steps()) {
      return Optional.empty();
    }
    var values = new ArrayList<Float>();
    for (var i = 0; i < rule.steps(); i++) {
      for (var column : rule.columns()) {
        var to = end - (rule.steps() - 1 - i) * rule.stepS();
        var value =
            switch (column.getKey()) {
              case "hour" -> (double) time(steps.get(i), to).getHour();
              case "weekday" -> (double) (time(steps.get(i), to).getDayOfWeek().getValue() % 7);
              default -> filled(steps, i, column.getKey());
            };
        values.add((float) (value / column.getValue()));
      }
    }
    return Optional.of(values);
  }

  private static java.time.OffsetDateTime time(Optional<Sample> step, long end) {
    var seconds = step.map(s -> (long) Math.floor(s.atS())).orElse(end);
    return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
  }

  /** The value of the step, else of the nearest step before, else of the first one after. */
  private static double filled(List<Optional<Sample>> steps, int place, String column) {
    for (var i = place; i >= 0; i--) {
      if (steps.get(i).isPresent() && steps.get(i).get().values().containsKey(column)) {
        return steps.get(i).get().values().get(column);
      }
    }
    for (var step : steps) {
      if (step.isPresent() && step.get().values().containsKey(column)) {
        return step.get().values().get(column);
      }
    }
    return 0;
  }
}
