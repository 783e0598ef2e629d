package io.novacron.dwcp.features.sequence;

import static io.novacron.dwcp.features.sequence.Channel.BANDWIDTH;
import static io.novacron.dwcp.features.sequence.Channel.HOUR;
import static io.novacron.dwcp.features.sequence.Channel.JITTER;
import static io.novacron.dwcp.features.sequence.Channel.LATENCY;
import static io.novacron.dwcp.features.sequence.Channel.LOSS;
import static io.novacron.dwcp.features.sequence.Channel.WEEKDAY;

import java.io.Serializable;
import java.util.List;

/**
 * An input that the Go runtime builds: how many steps, which channels in which order, and by what
 * it divides each. Fixed by the runtime's code, so no setting; nothing is clipped.
 *
 * @param name word in names of tables, models and files
 * @param steps length of a window in steps
 * @param inputs the columns of a step, in order
 * @param linkTypes kinds of path that it serves
 */
public record SequenceContract(String name, int steps, List<Input> inputs, List<String> linkTypes)
    implements Serializable {

  /** Version 1: links inside data centres and metropolitan areas, {@code [n,10,6]}. */
  public static final SequenceContract DATACENTER =
      new SequenceContract(
          "datacenter",
          10,
          List.of(
              new Input(BANDWIDTH, 1000),
              new Input(LATENCY, 100),
              new Input(LOSS, 1),
              new Input(JITTER, 50),
              new Input(HOUR, 24),
              new Input(WEEKDAY, 7)),
          List.of("dc", "metro"));

  /** Version 3: wide-area links, {@code [n,60,5]}. */
  public static final SequenceContract INTERNET =
      new SequenceContract(
          "internet",
          60,
          List.of(
              new Input(BANDWIDTH, 1000),
              new Input(LATENCY, 500),
              new Input(LOSS, 0.05),
              new Input(JITTER, 100),
              new Input(HOUR, 24)),
          List.of("wan"));

  /** Values that the runtime reads back, in the order of {@code output}; scaled as the inputs. */
  public static final List<Channel> TARGETS = List.of(BANDWIDTH, LATENCY, LOSS, JITTER);

  /**
   * One column of a step.
   *
   * @param divisor what the runtime divides the channel's unit by
   */
  public record Input(Channel channel, double divisor) implements Serializable {

    /** The number that the runtime hands over. */
    public float scaled(double value) {
      return (float) (value / divisor);
    }
  }

  public SequenceContract {
    inputs = List.copyOf(inputs);
    linkTypes = List.copyOf(linkTypes);
  }

  /** What the runtime divides a target by, and multiplies the answer with. */
  public double divisor(Channel target) {
    return inputs.stream()
        .filter(input -> input.channel() == target)
        .mapToDouble(Input::divisor)
        .findFirst()
        .orElseThrow();
  }
}
