package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.jobs.operate.forecast.Examples.Example;
import io.novacron.dwcp.jobs.training.LeastSquares;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the floors forecast the value after a history. */
enum Forecaster {
  /** Persistence. */
  LAST_VALUE("last value") {
    @Override
    ToDoubleFunction<Example> fit(List<Example> train, int order) {
      return example -> example.history().get(example.history().size() - 1);
    }
  },
  /** Mean of the history. */
  MOVING_AVERAGE("moving average") {
    @Override
    ToDoubleFunction<Example> fit(List<Example> train, int order) {
      return example ->
          example.history().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  },
  /** Least squares on the last values, with an intercept. */
  AUTOREGRESSION("AR") {
    @Override
    ToDoubleFunction<Example> fit(List<Example> train, int order) {
      var squares = new LeastSquares(order);
      train.forEach(example -> squares.add(example.values(), example.value()));
      var line = squares.solve();
      return example -> line.forecast(example.values());
    }
  };

  private final String word;

  Forecaster(String word) {
    this.word = word;
  }

  /** The name in rows; AR is followed by its order. */
  String word(int order) {
    return this == AUTOREGRESSION ? "%s(%d)".formatted(word, order) : word;
  }

  abstract ToDoubleFunction<Example> fit(List<Example> train, int order);
}
