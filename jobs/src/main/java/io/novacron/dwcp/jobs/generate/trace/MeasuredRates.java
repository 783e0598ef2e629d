package io.novacron.dwcp.jobs.generate.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured data set as rates in runs without a gap, for forecasts of measured throughput.
 *
 * @param name folder and file, such as {@code nyu-mets/pam-bus57}; {@code intercloud} for all pairs
 * @param runs samples in the order of time; a line that is no measurement ends a run
 */
public record MeasuredRates(String name, List<List<At>> runs) {

  /** Wholes are not cut into links; only silence ends a trace. */
  private static final TraceConfig WHOLE = new TraceConfig(Integer.MAX_VALUE, 1);

  private static final String INTERCLOUD = "intercloud";

  /**
   * A rate.
   *
   * @param atS time, s since the trace began
   */
  public record At(double atS, double mbps) {}

  public MeasuredRates {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /**
   * Every known data set below a folder, by name.
   *
   * @param longestStepS samples further apart are of two runs; tests between clouds, which are days
   *     apart, make one run a pair
   */
  public static Map<String, MeasuredRates> read(Path folder, double longestStepS) {
    var runs = new LinkedHashMap<String, List<List<At>>>();
    var pairs = new LinkedHashMap<String, List<At>>();
    for (var trace : TraceSet.read(folder, WHOLE).segments()) {
      var name = trace.name().replaceAll("@\\d+$", "");
      if (name.contains(":")) {
        cut(trace, Double.POSITIVE_INFINITY)
            .forEach(
                tests ->
                    pairs
                        .computeIfAbsent(name + " " + trace.peer(), key -> new ArrayList<>())
                        .addAll(tests));
      } else {
        runs.computeIfAbsent(name, key -> new ArrayList<>()).addAll(cut(trace, longestStepS));
      }
    }
    if (!pairs.isEmpty()) {
      runs.put(INTERCLOUD, List.copyOf(pairs.values()));
    }
    var sets = new LinkedHashMap<String, MeasuredRates>();
    runs.forEach((name, of) -> sets.put(name, new MeasuredRates(name, of)));
    return sets;
  }

  private static List<List<At>> cut(Trace trace, double longestStepS) {
    var runs = new ArrayList<List<At>>();
    var previousS = Double.NEGATIVE_INFINITY;
    for (var sample : trace.samples()) {
      if (!sample.clean()) {
        previousS = Double.NEGATIVE_INFINITY;
        continue;
      }
      if (runs.isEmpty() || sample.atS() - previousS > longestStepS) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(new At(sample.atS(), sample.mbps()));
      previousS = sample.atS();
    }
    return runs;
  }
}
