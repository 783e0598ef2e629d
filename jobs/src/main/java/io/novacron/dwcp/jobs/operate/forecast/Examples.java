package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.jobs.generate.trace.MeasuredRates;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Histories with the value that followed, in the order of time.
 *
 * <p>An example is the test's when its value is among the last {@code test-share} of the series'
 * samples, and else training's; a test example may look back on training's last values, as a
 * forecast made then could. A history lies in one run.
 *
 * @param train to fit on
 * @param test to forecast
 */
record Examples(List<Example> train, List<Example> test) {

  /**
   * One example.
   *
   * @param atS time of the value
   * @param history values before it, oldest first, Mbit/s
   * @param between values between the two, nearest first; as many as the horizon less one
   */
  record Example(double atS, List<Double> history, List<Double> between, double value) {

    double[] values() {
      return history.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  Examples {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  static Examples of(MeasuredRates rates, SeriesSet set, int horizon, double testShare) {
    var times =
        rates.runs().stream()
            .flatMap(List::stream)
            .mapToDouble(MeasuredRates.At::atS)
            .sorted()
            .toArray();
    var border = times[(int) Math.floor(times.length * (1 - testShare) + 1e-9)];
    var train = new ArrayList<Example>();
    var test = new ArrayList<Example>();
    for (var run : rates.runs()) {
      for (var t = set.history() + horizon - 1; t < run.size(); t++) {
        var first = t - horizon - set.history() + 1;
        var history = rates(run.subList(first, first + set.history()));
        var between = rates(run.subList(first + set.history(), t));
        var example = new Example(run.get(t).atS(), history, between, run.get(t).mbps());
        (example.atS() < border ? train : test).add(example);
      }
    }
    var byTime = Comparator.comparingDouble(Example::atS);
    return new Examples(
        train.stream().sorted(byTime).toList(), test.stream().sorted(byTime).toList());
  }

  private static List<Double> rates(List<MeasuredRates.At> samples) {
    return samples.stream().map(MeasuredRates.At::mbps).toList();
  }
}
