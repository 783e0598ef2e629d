package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.jobs.export.LstmModel;
import java.util.List;

/**
 * A fitted forecasting LSTM and the course of its training.
 *
 * @param model scaling and weights
 * @param epochs epochs in their order; the weights are those of the best one
 */
public record FittedLstm(LstmModel model, List<EpochReport> epochs) {

  public FittedLstm {
    epochs = List.copyOf(epochs);
  }
}
