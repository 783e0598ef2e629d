package io.novacron.dwcp.features.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's last steps against its usual level.
 *
 * <p>Definition: with d a deviation in usual deviations, a column holds 4 arsinh(d / 4), which is d
 * near the usual and grows as a logarithm far from it: an hour's latency and a second's are told
 * apart and neither drowns the rest. Where nothing was decided there is no latency: the time since
 * the last decision stands for it, or the latency before, whichever is longer. A step without a
 * sample repeats the one before and has 0 in {@link ClusterColumn#KNOWN}; before the first value of
 * a column stands its usual one, 0.
 *
 * <p>Not a record: it holds arrays, which nobody changes after it is built.
 */
final class ClusterWindow {

  /** Steps of a window, as the published contract has it. */
  static final int STEPS = 30;

  static final int COLUMNS = ClusterColumn.values().length;

  private static final ClusterSignal[] LATENCIES = {
    ClusterSignal.P50, ClusterSignal.P95, ClusterSignal.P99
  };
  private static final double MS_A_SECOND = 1000;

  /** Deviation from which on a column grows as a logarithm. */
  private static final double BEND = 4;

  /** Weight of a step in the moving average that the runtime holds the median latency against. */
  private static final double AVERAGE_WEIGHT = 0.1;

  private final float[] values = new float[STEPS * COLUMNS];
  private final float[] mask = new float[STEPS];
  private double averageMs = Double.NaN;
  private double residual;
  private double tailRatio = 1;

  private ClusterWindow() {}

  /** The window of {@code steps}, oldest first, null where there is no sample. */
  static ClusterWindow of(
      List<@Nullable ClusterSample> steps, ClusterLevel level, double stepSeconds) {
    var window = new ClusterWindow();
    var now = new double[ClusterSignal.values().length];
    for (var signal : ClusterSignal.values()) {
      now[signal.place()] = level.median(signal);
    }
    var idle = 0;
    for (var i = 0; i < STEPS; i++) {
      var before = now.clone();
      var sample = steps.get(i);
      if (sample != null) {
        idle = sample.decidedNothing() ? idle + 1 : 0;
        take(sample, idle * stepSeconds * MS_A_SECOND, now);
        window.mask[i] = 1;
        window.average(now[ClusterSignal.P50.place()]);
      }
      window.write(i, level, now, before);
    }
    var tail = now[ClusterSignal.TAIL.place()];
    window.tailRatio = Double.isNaN(tail) ? 1 : Math.exp(tail);
    return window;
  }

  private static void take(ClusterSample sample, double idleMs, double[] now) {
    for (var signal : ClusterSignal.values()) {
      var value = sample.of(signal);
      now[signal.place()] = Double.isNaN(value) ? now[signal.place()] : value;
    }
    if (idleMs > 0) {
      for (var latency : LATENCIES) {
        var at = latency.place();
        now[at] = now[at] > Math.log(idleMs) ? now[at] : Math.log(idleMs);
      }
    }
  }

  private void average(double logMs) {
    var ms = Math.exp(logMs);
    if (!Double.isNaN(ms)) {
      residual = Double.isNaN(averageMs) ? 0 : Math.abs(ms - averageMs) / averageMs;
      averageMs = Double.isNaN(averageMs) ? ms : averageMs + AVERAGE_WEIGHT * (ms - averageMs);
    }
  }

  private void write(int step, ClusterLevel level, double[] now, double[] before) {
    for (var column : ClusterColumn.values()) {
      var at = column.signal().place();
      double value =
          switch (column) {
            case KNOWN -> mask[step];
            case P50_RISE, PENDING_RISE -> bent(level.rise(column.signal(), now[at] - before[at]));
            case P50, P95, P99, QUEUE, PENDING, COMMITTED, LEADER, ACTIVE, TAIL ->
                bent(level.deviation(column.signal(), now[at]));
          };
      values[step * COLUMNS + column.place()] = (float) value;
    }
  }

  /** 0 for what is unknown. */
  private static double bent(double deviation) {
    if (Double.isNaN(deviation)) {
      return 0;
    }
    var size = Math.abs(deviation) / BEND;
    return Math.signum(deviation) * BEND * Math.log(size + Math.sqrt(size * size + 1));
  }

  /** Steps x columns, oldest step first; not to be changed. */
  float[] values() {
    return values;
  }

  /** 1 where a step has a sample, else 0; not to be changed. */
  float[] mask() {
    return mask;
  }

  /** A column of the last step. */
  double last(ClusterColumn column) {
    return values[(STEPS - 1) * COLUMNS + column.place()];
  }

  double knownShare() {
    double known = 0;
    for (var step : mask) {
      known += step;
    }
    return known / STEPS;
  }

  /** How far the last median latency lies from the moving average before it, over that. */
  double averageResidual() {
    return residual;
  }

  /** The last 95th percentile over the last median; 1 where neither is known. */
  double tailRatio() {
    return tailRatio;
  }
}
