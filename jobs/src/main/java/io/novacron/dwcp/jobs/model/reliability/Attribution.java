package io.novacron.dwcp.jobs.model.reliability;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Says which metrics made a row anomalous, and to which side they left the typical.
 *
 * <p>Definition: a feature's contribution is by how much it shortened the row's path, in splits, as
 * {@link io.novacron.dwcp.jobs.export.Forest#contributions} defines it (Palczewska et al., IRI
 * 2013); a metric's is the sum over its features. The side is the sign of the sum of z times
 * positive contribution over the features that follow the metric's level, where z is the scaled
 * value, so that a missing feature has no side; where none of those contributes, of the sum of z.
 *
 * <p>Cost: one walk through the trees a row; meant for alarms, not for all rows. Immutable.
 */
public final class Attribution implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ForestModel model;
  private final List<Source> sources;

  /**
   * The attribution of a model.
   *
   * @param sources what each feature speaks of, in the model's order
   * @throws IllegalArgumentException when there is not one a feature
   */
  public Attribution(ForestModel model, List<Source> sources) {
    if (sources.size() != model.features().size()) {
      throw new IllegalArgumentException(
          "Cannot attribute: %d sources for %d features"
              .formatted(sources.size(), model.features().size()));
    }
    this.model = model;
    this.sources = List.copyOf(sources);
  }

  /** How a feature moves with its metric. */
  public enum Direction {
    /** It grows with the metric: a value, a mean, a difference from the typical. */
    WITH,
    /** It grows when the metric falls. */
    AGAINST,
    /** It does not tell: a deviation, a count, an age. */
    NEITHER
  }

  /**
   * What a feature speaks of.
   *
   * @param metric the metric that it is made of
   */
  public record Source(String metric, Direction direction) implements Serializable {}

  /** Where a metric stands to what is typical. */
  public enum Side {
    /** Higher than typical. */
    ABOVE,
    /** Lower than typical. */
    BELOW,
    /** Its level is typical, or unknown. */
    TYPICAL;

    /** The word in tables. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A metric's part in an anomaly.
   *
   * @param contribution splits by which it shortened the path; negative for what looks normal
   */
  public record Cause(String metric, double contribution, Side side) implements Serializable {}

  /** What the features of one metric add up to. */
  private static final class Sum {
    private double contribution;
    private double weighed;
    private double plain;

    void add(double contributed, double z) {
      contribution += contributed;
      weighed += Math.max(0, contributed) * z;
      plain += z;
    }

    Side side() {
      var sign = Math.signum(weighed != 0 ? weighed : plain);
      return sign > 0 ? Side.ABOVE : sign < 0 ? Side.BELOW : Side.TYPICAL;
    }
  }

  /** Every metric once, the largest contribution first; equal ones in the features' order. */
  public List<Cause> causes(FloatMatrix raw, int row) {
    var scaled = model.scaling().scale(raw.slice(row, row + 1));
    var contributions = model.forest().contributions(scaled, 0);
    var sums = new LinkedHashMap<String, Sum>();
    for (var i = 0; i < contributions.length; i++) {
      var source = sources.get(i);
      var z =
          switch (source.direction()) {
            case WITH -> scaled.at(0, i);
            case AGAINST -> -scaled.at(0, i);
            case NEITHER -> 0f;
          };
      sums.computeIfAbsent(source.metric(), metric -> new Sum()).add(contributions[i], z);
    }
    var causes = new ArrayList<Cause>();
    sums.forEach((metric, sum) -> causes.add(new Cause(metric, sum.contribution, sum.side())));
    causes.sort(Comparator.comparingDouble(Cause::contribution).reversed());
    return List.copyOf(causes);
  }

  /** Names of the features in order. */
  List<String> featureNames() {
    return model.featureNames();
  }
}
