package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import java.io.Serializable;
import java.util.List;

/**
 * Turns raw windows into what a network sees, and its outputs back; the exported graph does the
 * same in the same order of operations.
 *
 * <p>Definition, over the observed values x of input i in a window, with centre c, deviation d and
 * floor φ·d of the training part: mean m (c when nothing is observed); scale s = d for STANDARD,
 * √(mean((x − m)²) + (φd)²) for WINDOW, max(|m|, φd) for RATIO and SHAPE; channel (x − c)/d or (x −
 * m)/s, of RATIO and SHAPE at most {@link #LIMIT} either way, 0 in a gap and for UNSEEN, whose
 * scale is d. Then one channel (m − c)/d an input of WINDOW or RATIO, the same at every step, and
 * the share of the step's inputs that are observed. A target is anchor + s·output, the anchor being
 * the last observed value or m; without an anchor it is its own centre + deviation·output.
 *
 * <p>A gap is NaN. Values may be of any size below 1e15, and a forecast follows its anchor to any
 * of them. The mean is taken in two passes, the second over the distances from the first's result
 * b: what the first lost in rounding is the second's, so that distances have as many digits as the
 * values, also where one value is a million times the others.
 *
 * @param spec what is scaled
 * @param centres mean of every input, then of every target
 * @param deviations standard deviation of every input, then of every target, above 0
 * @param floor φ: least deviation of a window, over that of the training part
 */
public record WindowScaling(LstmSpec spec, List<Float> centres, List<Float> deviations, float floor)
    implements Serializable {

  /**
   * Distance from the window's mean, in means, from which on the network sees no difference. Times
   * a learnt weight of 20 and more, the seventh digit of a larger one was what a gate opened on.
   */
  public static final float LIMIT = 8;

  public WindowScaling {
    centres = List.copyOf(centres);
    deviations = List.copyOf(deviations);
    var width = spec.inputs().size() + spec.targets().size();
    if (centres.size() != width
        || deviations.size() != width
        || deviations.stream().anyMatch(deviation -> !(deviation > 0))
        || !(floor > 0)) {
      throw new IllegalArgumentException(
          "Cannot scale windows of %s: centres %s, deviations %s, floor %s; %d of each, above 0"
              .formatted(spec.name(), centres, deviations, floor, width));
    }
  }

  /** One input in one window. */
  private record Level(float base, float rise, float scale) {

    float mean() {
      return base + rise;
    }
  }

  /**
   * What the network sees of a window.
   *
   * @param window raw values, steps x inputs, NaN in gaps
   * @param into steps x channels, written
   */
  public void encode(float[] window, float[] into) {
    var inputs = spec.inputs().size();
    var channels = spec.channels();
    var levels = spec.levels();
    for (var i = 0; i < inputs; i++) {
      var level = level(window, i);
      var how = spec.inputs().get(i).scaling();
      for (var step = 0; step < spec.steps(); step++) {
        var value = window[step * inputs + i];
        float distance =
            how == Scaling.STANDARD ? value - centres.get(i) : value - level.base - level.rise;
        var isSeen = !Float.isNaN(value) && how != Scaling.UNSEEN;
        var limit = limit(i);
        var seen = Math.max(-limit, Math.min(limit, distance / level.scale));
        into[step * channels + i] = isSeen ? seen : 0;
      }
    }
    for (var at = 0; at < levels.size(); at++) {
      var i = levels.get(at);
      var height = (level(window, i).mean() - centres.get(i)) / deviations.get(i);
      for (var step = 0; step < spec.steps(); step++) {
        into[step * channels + inputs + at] = height;
      }
    }
    for (var step = 0; step < spec.steps(); step++) {
      into[step * channels + channels - 1] = observed(window, step) / inputs;
    }
  }

  /** Largest size of an input's channel. */
  float limit(int input) {
    var how = spec.inputs().get(input).scaling();
    return how == Scaling.RATIO || how == Scaling.SHAPE ? LIMIT : Float.MAX_VALUE;
  }

  /** Anchor of a target in a window. */
  public float anchor(float[] window, int target) {
    var spec = this.spec.targets().get(target);
    var i = this.spec.anchorOf(spec);
    if (spec.anchor() == Anchor.NONE) {
      return centres.get(this.spec.inputs().size() + target);
    }
    return spec.anchor() == Anchor.LAST ? last(window, i) : level(window, i).mean();
  }

  /** Scale of a target in a window: by what an output is multiplied. */
  public float scale(float[] window, int target) {
    var i = spec.anchorOf(spec.targets().get(target));
    return i < 0 ? deviations.get(spec.inputs().size() + target) : level(window, i).scale;
  }

  /** Share of the inputs of a step that are observed, times the inputs. */
  float observed(float[] window, int step) {
    var inputs = spec.inputs().size();
    float observed = 0;
    for (var i = 0; i < inputs; i++) {
      observed += Float.isNaN(window[step * inputs + i]) ? 0 : 1;
    }
    return observed;
  }

  private Level level(float[] window, int input) {
    var base = mean(window, input, 0, centres.get(input));
    var rise = mean(window, input, base, 0);
    var least = floor * deviations.get(input);
    return new Level(
        base,
        rise,
        switch (spec.inputs().get(input).scaling()) {
          case STANDARD, UNSEEN -> deviations.get(input);
          case RATIO, SHAPE -> Math.max(Math.abs(base + rise), least);
          case WINDOW -> (float) Math.sqrt(variance(window, input, base, rise) + least * least);
        });
  }

  /** Mean distance of the observed values from {@code base}; {@code none} when nothing is. */
  private float mean(float[] window, int input, float base, float none) {
    float sum = 0;
    float count = 0;
    for (var at = input; at < window.length; at += spec.inputs().size()) {
      if (!Float.isNaN(window[at])) {
        sum += window[at] - base;
        count++;
      }
    }
    return count > 0 ? sum / count : none;
  }

  private float variance(float[] window, int input, float base, float rise) {
    float sum = 0;
    float count = 0;
    for (var at = input; at < window.length; at += spec.inputs().size()) {
      if (!Float.isNaN(window[at])) {
        var distance = window[at] - base - rise;
        sum += distance * distance;
        count++;
      }
    }
    return sum / Math.max(count, 1);
  }

  private float last(float[] window, int input) {
    var inputs = spec.inputs().size();
    for (var at = window.length - inputs + input; at >= 0; at -= inputs) {
      if (!Float.isNaN(window[at])) {
        return window[at];
      }
    }
    return centres.get(input);
  }
}
