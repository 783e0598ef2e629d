package io.novacron.dwcp.jobs.model.consensus;

import io.novacron.dwcp.jobs.training.alarm.AlarmConfig;
import io.novacron.dwcp.jobs.training.alarm.IncidentConfig;
import io.novacron.dwcp.jobs.training.sequence.AutoencoderFit;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig;

/**
 * The network and how it is fitted.
 *
 * @param hidden width of the LSTM layers
 * @param code numbers that a window is told by
 * @param everyRows only each of so many windows of a cluster is trained on, for neighbours are
 *     alike
 * @param scoring how errors become scores
 * @param fit how it is trained
 * @param alarm how alarms are made of scores and what validation may spend on them
 * @param incidents what operators see of alarms
 * @param parityRows windows on which the published graph must agree with the network
 */
public record AutoencoderConfig(
    int hidden,
    int code,
    int everyRows,
    AutoencoderFit.Settings scoring,
    SequenceFitConfig fit,
    AlarmConfig alarm,
    IncidentConfig incidents,
    int parityRows) {

  public AutoencoderConfig {
    if (everyRows < 1 || parityRows < 1) {
      throw new IllegalArgumentException(
          "autoencoder.every-rows, parity-rows: %d, %d; at least 1"
              .formatted(everyRows, parityRows));
    }
  }
}
