package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig;
import io.novacron.dwcp.jobs.operate.outlier.OutlierConfig;
import io.novacron.dwcp.jobs.operate.request.RequestConfig;
import io.novacron.dwcp.jobs.operate.speed.SpeedBenchmark;
import java.util.List;

/** What the subcommand {@code benchmark} measures on, by suite. */
record BenchmarkConfig(
    OutlierConfig reliability,
    ForecastConfig bandwidth,
    RequestConfig requests,
    OutlierConfig latency,
    EngineScale consensus,
    ForestParts forest) {

  /**
   * What of the forest's speed is measured.
   *
   * @param parts at least one
   * @param libraryRepeats measured pairs beside LinkedIn's library
   */
  record ForestParts(List<SpeedBenchmark.ForestPart> parts, int libraryRepeats) {

    ForestParts {
      parts = List.copyOf(parts);
      if (parts.isEmpty() || libraryRepeats < 1) {
        throw new IllegalArgumentException(
            "benchmark.forest: parts %s, library-repeats %d; name a part and repeat at least once"
                .formatted(parts, libraryRepeats));
      }
    }
  }

  /**
   * How long the engine's speed is measured.
   *
   * @param repeats of each measurement
   * @param simulatedSeconds that a cluster runs, s
   * @param processorSeconds least processor time of each, s
   */
  record EngineScale(int repeats, double simulatedSeconds, double processorSeconds) {

    EngineScale {
      if (repeats < 1 || !(simulatedSeconds > 0) || !(processorSeconds > 0)) {
        throw new IllegalArgumentException(
            "benchmark.consensus: repeats %d, simulated-seconds %s, processor-seconds %s; give at least 1 and more than 0"
                .formatted(repeats, simulatedSeconds, processorSeconds));
      }
    }
  }
}
