package io.novacron.dwcp.features.sequence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One link's samples as they come in the order of their times, and the window that ends at any time
 * up to the last of them.
 *
 * <p>Memory: the samples of one window. Cost: samples and steps of a window for each window.
 */
final class EntitySequences {

  private static final long MICROS = 1_000_000;

  private final SequenceContract contract;
  private final SequenceConfig config;
  private final StepSamples<StepSample> samples = new StepSamples<>();

  EntitySequences(SequenceContract contract, SequenceConfig config) {
    this.contract = contract;
    this.config = config;
  }

  /** Steps × columns as the runtime would hand them over, and which steps have a sample. */
  static final class Window {

    private final float[] values;
    private final float[] mask;

    Window(float[] values, float[] mask) {
      this.values = values;
      this.mask = mask;
    }

    /** Oldest step first; not to be changed. */
    float[] values() {
      return values;
    }

    /** 1 where a step has a sample, else 0; not to be changed. */
    float[] mask() {
      return mask;
    }

    double knownShare() {
      double known = 0;
      for (var step : mask) {
        known += step;
      }
      return known / mask.length;
    }
  }

  void clear() {
    samples.clear();
  }

  /** Takes a sample; times do not go back. */
  void add(StepSample sample) {
    samples.add(sample);
  }

  /** Forgets what no window that ends at {@code endMicros} or later reaches. */
  void forgetBefore(long endMicros) {
    samples.forgetUntil(endMicros - contract.steps() * config.stepMicros());
  }

  /**
   * The window that ends at {@code endMicros}, of what had arrived by then; none when its last step
   * has no sample, too few steps have one, or a restart lies in it.
   */
  Optional<Window> endingAt(long endMicros) {
    var steps =
        samples.of(
            new StepSamples.Window<>(
                endMicros,
                endMicros,
                config.stepMicros(),
                contract.steps(),
                sample -> !Double.isNaN(sample.bandwidth())));
    if (steps.get(steps.size() - 1) == null
        || StepSamples.hasGapLongerThan(config.longestGapSteps(), steps)) {
      return Optional.empty();
    }
    var mask = new float[steps.size()];
    for (var i = 0; i < mask.length; i++) {
      mask[i] = steps.get(i) == null ? 0 : 1;
    }
    var window = new Window(values(steps, endMicros), mask);
    return window.knownShare() < config.leastKnownShare() ? Optional.empty() : Optional.of(window);
  }

  private float[] values(List<@Nullable StepSample> steps, long endMicros) {
    var inputs = contract.inputs();
    var values = new float[steps.size() * inputs.size()];
    for (var c = 0; c < inputs.size(); c++) {
      var input = inputs.get(c);
      var latest = first(steps, input.channel());
      for (var i = 0; i < steps.size(); i++) {
        var sample = steps.get(i);
        var value = Double.NaN;
        if (input.channel().column().isEmpty()) {
          var end = endMicros - (steps.size() - 1L - i) * config.stepMicros();
          value = calendar(input.channel(), sample == null ? end : sample.micros());
        } else if (sample != null) {
          value = sample.of(input.channel());
        }
        latest = Double.isNaN(value) ? latest : value;
        values[i * inputs.size() + c] = input.scaled(latest);
      }
    }
    return values;
  }

  /** What stands in before a channel's first value; 0 for a channel that was never measured. */
  private static double first(List<@Nullable StepSample> steps, Channel channel) {
    return steps.stream()
        .filter(step -> step != null && !Double.isNaN(step.of(channel)))
        .mapToDouble(step -> step == null ? 0 : step.of(channel))
        .findFirst()
        .orElse(0);
  }

  private static double calendar(Channel channel, long micros) {
    var time = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS)).atOffset(ZoneOffset.UTC);
    return channel == Channel.HOUR ? time.getHour() : time.getDayOfWeek().getValue() % 7;
  }
}
