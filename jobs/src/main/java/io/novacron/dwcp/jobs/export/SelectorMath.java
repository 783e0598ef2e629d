package io.novacron.dwcp.jobs.export;

import static java.util.Objects.requireNonNull;

import io.novacron.dwcp.jobs.export.CandidateCost.Need;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * The selector's arithmetic in Java: the same float32 operations in the same order as the nodes of
 * {@link SelectorGraph}, so that the relative costs on which stage two is trained are the bits that
 * it will be given when it serves.
 *
 * <p>Definition, for candidate c of a transfer:
 *
 * <pre>
 * ratio = 1 where bytes go out as they are, the trial's where it looked at the whole payload,
 *         else trial · inverse Box-Cox of the size prediction
 * work  = 0 where bytes go out as they are, else size · 1e-6 ms · inverse Box-Cox of the work's
 * cost  = work / speedup + size · ratio · 8 / (bandwidth · 1000)
 * speedup = max(1, min(streams, idle · cores))
 * relative cost = min(64, cost / least cost of the open candidates); 64 where c is not open
 * </pre>
 *
 * <p>The round trip is the same for every candidate and would only hide their differences.
 *
 * <p>Costs are in ms. A missing trial ratio counts as 1 and other missing quantities as the spec
 * says; all are clipped to the ranges of {@link Quantity}. Immutable and stateless.
 */
public final class SelectorMath {

  /** Cost of a candidate that is not open, ms. */
  static final float CLOSED_MS = 1e30f;

  /** Least cost that divides, ms. */
  static final float LEAST_MS = 1e-6f;

  /** Relative costs above this are all the same: too dear. */
  public static final float HIGHEST_RELATIVE = 64f;

  /** Unit of the predicted work: ms a byte. */
  static final float WORK_MS_PER_BYTE = 1e-6f;

  private static final double LEAST_WORK = 1e-4;

  static final float LOWEST_TRIAL = 0x1p-20f;
  static final float HIGHEST_TRIAL = 4f;

  private final SelectorSpec spec;
  private final int baselineColumn;
  private final int[] trialColumns;
  private final int[] shareColumns;
  private final Map<Quantity, Integer> quantityColumns = new EnumMap<>(Quantity.class);

  public SelectorMath(SelectorSpec spec) {
    this.spec = spec;
    this.baselineColumn = spec.indexOf(spec.baselineColumn());
    this.trialColumns =
        spec.candidates().stream().mapToInt(c -> spec.indexOf(c.trialColumn())).toArray();
    this.shareColumns =
        spec.candidates().stream().mapToInt(c -> spec.indexOf(c.shareColumn())).toArray();
    for (var quantity : Quantity.values()) {
      quantityColumns.put(quantity, spec.indexOf(spec.column(quantity).name()));
    }
  }

  /**
   * Target of a size regressor: Box–Cox of the measured ratio over the trial's.
   *
   * @param ratio measured bytes out / bytes in, &gt; 0
   */
  public static float sizeTarget(double ratio, float trialFeature) {
    return BoxCox.transform(ratio / trial(trialFeature));
  }

  /**
   * Target of a work regressor: Box–Cox of measured work a byte, in 1e-6 ms.
   *
   * @param workMs measured work of one core, ms
   */
  public static float workTarget(double workMs, double sizeBytes) {
    return BoxCox.transform(Math.max(LEAST_WORK, workMs / sizeBytes / WORK_MS_PER_BYTE));
  }

  /**
   * Relative costs [rows, candidates] from native regressors with exact leaves, in the spec's
   * order.
   *
   * @throws io.novacron.dwcp.common.error.DataError when a feature is infinite
   */
  public FloatMatrix relativeCosts(FloatMatrix features, List<Booster> regressors) {
    features.requireFinite(spec.featureNames());
    var predictions = FloatMatrix.zeros(features.rows(), regressors.size());
    for (var k = 0; k < regressors.size(); k++) {
      var margins = NativeMargins.of(regressors.get(k), features);
      for (var row = 0; row < features.rows(); row++) {
        predictions.set(row, k, margins.at(row, 0));
      }
    }
    return relativeCosts(features, predictions);
  }

  /** Relative costs [rows, candidates] from predictions [rows, regressors]. */
  public FloatMatrix relativeCosts(FloatMatrix features, FloatMatrix predictions) {
    features.requireFinite(spec.featureNames());
    if (predictions.columns() != spec.regressors() || predictions.rows() != features.rows()) {
      throw new IllegalArgumentException(
          "Cannot compute costs of %s from predictions %s of %d regressors"
              .formatted(features, predictions, spec.regressors()));
    }
    var relative = FloatMatrix.zeros(features.rows(), spec.candidates().size());
    for (var row = 0; row < features.rows(); row++) {
      relate(features, predictions, row, relative);
    }
    return relative;
  }

  /** Which candidates are open [rows, candidates]: 1 or 0. */
  public FloatMatrix open(FloatMatrix features) {
    var open = FloatMatrix.zeros(features.rows(), spec.candidates().size());
    for (var row = 0; row < features.rows(); row++) {
      for (var c = 0; c < open.columns(); c++) {
        open.set(row, c, isOpen(features, row, spec.candidates().get(c)) ? 1f : 0f);
      }
    }
    return open;
  }

  /**
   * Whether the cheapest candidate of a row follows from measurement: each candidate goes out as it
   * is, was tried on the whole payload, or costs at least {@link SelectorSettings#clearCostRatio}
   * times the least. Then nothing that matters is left to predict but compute times, and the least
   * cost decides better than a booster, whose trees round it.
   */
  public boolean isMeasured(FloatMatrix features, FloatMatrix relativeCosts, int row) {
    for (var c = 0; c < relativeCosts.columns(); c++) {
      var isExact = spec.candidates().get(c).isUnpacked() || isWhole(features, row, c);
      if (!isExact && relativeCosts.at(row, c) < spec.settings().clearCostRatio()) {
        return false;
      }
    }
    return true;
  }

  private void relate(
      FloatMatrix features, FloatMatrix predictions, int row, FloatMatrix relative) {
    float least = Float.POSITIVE_INFINITY;
    var packed = 0;
    var works = spec.packed().size();
    for (var c = 0; c < relative.columns(); c++) {
      var candidate = spec.candidates().get(c);
      float ratio = 1f;
      float work = 0f;
      if (!candidate.isUnpacked()) {
        float trial = trial(features.at(row, trialColumns[c]));
        float predicted = trial * BoxCox.inverse(predictions.at(row, packed));
        ratio = isWhole(features, row, c) ? trial : predicted;
        work = BoxCox.inverse(predictions.at(row, works + packed++));
      }
      float cost = isOpen(features, row, candidate) ? cost(features, row, ratio, work) : CLOSED_MS;
      relative.set(row, c, cost);
      least = Math.min(least, cost);
    }
    least = Math.max(least, LEAST_MS);
    for (var c = 0; c < relative.columns(); c++) {
      float quotient = relative.at(row, c) / least;
      relative.set(row, c, Math.min(Math.max(quotient, 1f), HIGHEST_RELATIVE));
    }
  }

  private boolean isWhole(FloatMatrix features, int row, int candidate) {
    return shareColumns[candidate] >= 0 && features.at(row, shareColumns[candidate]) >= 1f;
  }

  private float cost(FloatMatrix features, int row, float ratio, float work) {
    float size = quantity(features, row, Quantity.SIZE_BYTES);
    float busy = size * WORK_MS_PER_BYTE * work;
    float cores = quantity(features, row, Quantity.CPU_IDLE) * spec.settings().cores();
    float speedup = Math.max(Math.min(quantity(features, row, Quantity.STREAMS), cores), 1f);
    float bits = size * ratio * 8f;
    float wire = bits / (quantity(features, row, Quantity.BANDWIDTH_MBPS) * 1000f);
    return busy / speedup + wire;
  }

  private boolean isOpen(FloatMatrix features, int row, CandidateCost candidate) {
    var hasBaseline = features.at(row, baselineColumn) > 0.5f;
    var isSlow =
        quantity(features, row, Quantity.BANDWIDTH_MBPS) < spec.settings().slowLinkBelowMbps();
    return (hasBaseline || !candidate.needs().contains(Need.BASELINE))
        && (isSlow || !candidate.needs().contains(Need.SLOW_LINK));
  }

  private float quantity(FloatMatrix features, int row, Quantity quantity) {
    float value = features.at(row, requireNonNull(quantityColumns.get(quantity)));
    float known = Float.isNaN(value) ? spec.column(quantity).whenMissing() : value;
    return Math.min(Math.max(known, quantity.lowest()), quantity.highest());
  }

  /** The trial ratio that a feature stands for: 1 where it is missing, and clipped. */
  public static float trial(float value) {
    float known = Float.isNaN(value) ? 1f : value;
    return Math.min(Math.max(known, LOWEST_TRIAL), HIGHEST_TRIAL);
  }
}
