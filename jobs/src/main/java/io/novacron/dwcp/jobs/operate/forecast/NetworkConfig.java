package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.training.sequence.LstmLoss;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig;
import java.util.List;

/**
 * The network that the suite fits, and on what.
 *
 * @param ahead samples ahead that it forecasts at once, from the next on; the further ones teach it
 *     too
 * @param validationShare share of the training's time, its last, that decides when it ends
 * @param seeds fits that a figure is the mean of
 * @param sets names of the sets that it is fitted on
 * @param crossings sets that are forecast by a network of another one
 * @param leastDeviation least deviation of a window, over that of the training part
 * @param averageMemory memory of the weights' running mean, a step, in [0, 1); 0: no mean
 */
public record NetworkConfig(
    int ahead,
    double validationShare,
    int seeds,
    List<String> sets,
    List<Crossing> crossings,
    LstmSpec.Size size,
    double leastDeviation,
    double averageMemory,
    LstmLoss loss,
    SequenceFitConfig fit) {

  /** Fitted on one set, measured on the test part of another. */
  public record Crossing(String train, String test) {}

  public NetworkConfig {
    sets = List.copyOf(sets);
    crossings = List.copyOf(crossings);
    if (ahead < 1 || seeds < 2 || !(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "network: ahead %d, seeds %d, validation-share %s; at least 1, at least 2, between 0 and 1"
              .formatted(ahead, seeds, validationShare));
    }
  }
}
