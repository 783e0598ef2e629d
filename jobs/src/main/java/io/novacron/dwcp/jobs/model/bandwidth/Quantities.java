package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.evaluation.oracle.PathTruthConfig;
import io.novacron.dwcp.features.sequence.Channel;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.ShareClasses;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;

/** What is forecast: the runtime's four values at each horizon, the next step's first. */
final class Quantities {

  /** Steps ahead. */
  static final List<Integer> HORIZONS = List.of(1, 15);

  /** Classes of a link's bandwidth, the best first. */
  static final List<String> CLASSES = List.of("good", "degraded", "bad");

  /** Bandwidth of the next step. */
  static final String NEXT_BANDWIDTH = "bandwidth_1";

  /**
   * One of them.
   *
   * @param channel which of the four
   * @param horizon steps ahead
   */
  record Quantity(Channel channel, int horizon) {

    /** The name in metrics and graphs: {@code latency_15}. */
    String name() {
      return channel.word() + "_" + horizon;
    }

    /** The label column with the truth. */
    String label() {
      return switch (channel) {
        case BANDWIDTH -> "bandwidth_mbps_" + horizon;
        case LATENCY -> "latency_ms_" + horizon;
        case LOSS -> "loss_" + horizon;
        case JITTER -> "jitter_ms_" + horizon;
        case HOUR, WEEKDAY -> throw new IllegalStateException("the calendar is known");
      };
    }
  }

  private Quantities() {}

  /** All of them in the order of the network's head. */
  static List<Quantity> all() {
    var all = new ArrayList<Quantity>();
    for (var horizon : HORIZONS) {
      SequenceContract.TARGETS.forEach(channel -> all.add(new Quantity(channel, horizon)));
    }
    return List.copyOf(all);
  }

  /** Names of those that the runtime's file gives. */
  static List<String> ofContract() {
    return SequenceContract.TARGETS.stream()
        .map(channel -> new Quantity(channel, HORIZONS.get(0)).name())
        .toList();
  }

  /**
   * The network of a contract: measured channels relative to the window's mean, so that links of
   * any size look alike; forecasts are differences from the last value. It sees neither the means
   * nor the hour: with 36 links to train on it learnt them by heart, and was worse than AR(5) on
   * others.
   */
  static LstmSpec spec(SequenceContract contract, String name, BandwidthModelConfig config) {
    var settings = config.forecast();
    var inputs =
        contract.inputs().stream()
            .map(
                input ->
                    new Input(
                        new Field(input.channel().word(), "1/" + input.divisor()),
                        input.channel().column().isPresent() ? Scaling.SHAPE : Scaling.UNSEEN))
            .toList();
    var targets =
        all().stream()
            .map(
                quantity ->
                    new Target(
                        new Field(quantity.name(), "1/" + contract.divisor(quantity.channel())),
                        Anchor.LAST,
                        quantity.channel().word()))
            .toList();
    return new LstmSpec(
        name,
        contract.steps(),
        inputs,
        targets,
        new Heads(settings.quantiles(), classes(config.truth())),
        settings.size());
  }

  /** The next step's bandwidth beside what the link should carry. */
  private static ShareClasses classes(PathTruthConfig truth) {
    return new ShareClasses(
        NEXT_BANDWIDTH, CLASSES, List.of(truth.goodShare(), truth.degradedShare()));
  }
}
