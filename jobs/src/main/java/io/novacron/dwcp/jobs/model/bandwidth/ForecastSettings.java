package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.training.sequence.LstmLoss;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig;
import java.util.List;

/**
 * The network of a contract and how it is fitted.
 *
 * @param size of the network
 * @param quantiles levels of the forecasts' interval: its lower and its upper end
 * @param leastDeviation least deviation of a window, over that of the training part
 * @param everyRows only each of so many windows of a link is trained on, for neighbours are alike
 * @param loss what a wrong forecast costs
 * @param fit how it is trained
 * @param averageMemory memory of the weights' running mean, a step, in [0, 1); 0: no mean
 * @param parityRows windows on which the published graph must agree with the network
 */
public record ForecastSettings(
    LstmSpec.Size size,
    List<Double> quantiles,
    double leastDeviation,
    int everyRows,
    LstmLoss loss,
    SequenceFitConfig fit,
    double averageMemory,
    int parityRows) {

  public ForecastSettings {
    quantiles = List.copyOf(quantiles);
    if (quantiles.size() != 2 || quantiles.get(0) >= quantiles.get(1)) {
      throw new IllegalArgumentException(
          "forecast.quantiles: %s; name a lower and an upper level".formatted(quantiles));
    }
    if (!(averageMemory >= 0 && averageMemory < 1)) {
      throw new IllegalArgumentException(
          "forecast.average-memory: %s; set [0, 1)".formatted(averageMemory));
    }
    if (everyRows < 1 || parityRows < 1) {
      throw new IllegalArgumentException(
          "forecast.every-rows, parity-rows: %d, %d; at least 1".formatted(everyRows, parityRows));
    }
  }
}
