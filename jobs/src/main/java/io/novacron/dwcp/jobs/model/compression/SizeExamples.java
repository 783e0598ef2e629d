package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.export.SelectorMath;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What the regressors of sizes and work learn from a transfer: the transfer as it was looked at,
 * and its size once more as {@link FeatureSets#PRACTICE} saw it.
 *
 * <p>In: {@code key, fold, features, ratios, works, size_bytes, probe_practice}; ratios and works
 * by packed candidate, NaN where unknown. Out: {@link #SCHEMA}; targets are sizes, then work, NaN
 * where there is nothing to learn.
 */
final class SizeExamples implements FlatMapFunction<Row, Row> {

  /** What {@link SizeRegressors} reads. */
  static final StructType SCHEMA =
      StructType.fromDDL("key string, fold int, features array<float>, targets array<float>");

  static final String RATIOS = "ratios";
  static final String WORKS = "works";

  private static final long serialVersionUID = 1L;

  /** Behind the key of the second example, so that rows keep one order. */
  private static final String PRACTISED = "#practice";

  private final int[] trials;
  private final int[] shares;
  private final int[] practised;

  /**
   * Features of the link, which tell nothing of a payload: kept from the regressors, whose trees
   * then never ask for them.
   */
  private final int[] hidden;

  SizeExamples(SelectorSpec spec) {
    var names = spec.featureNames();
    var packed = spec.packed();
    this.trials = indexes(names, packed.stream().map(candidate -> candidate.trialColumn()));
    this.shares = indexes(names, packed.stream().map(candidate -> candidate.shareColumn()));
    this.practised = indexes(names, FeatureSets.practised().stream());
    this.hidden =
        IntStream.range(0, names.size())
            .filter(column -> SelectorShape.isOfLink(names.get(column)))
            .toArray();
  }

  private static int[] indexes(List<String> names, Stream<String> wanted) {
    return wanted.mapToInt(names::indexOf).toArray();
  }

  @Override
  public Iterator<Row> call(Row row) {
    List<Float> seen = row.getList(row.fieldIndex("features"));
    var examples = new ArrayList<Row>();
    examples.add(example(row, "", seen, true));
    var practice = row.fieldIndex(FeatureSets.PRACTICE.name());
    if (!row.isNullAt(practice)) {
      List<Double> values = row.getList(practice);
      var other = new ArrayList<>(seen);
      for (var i = 0; i < practised.length; i++) {
        other.set(practised[i], values.get(i).floatValue());
      }
      examples.add(example(row, PRACTISED, other, false));
    }
    return examples.iterator();
  }

  /** A size that the trial tells is no example: nothing is to be predicted. */
  private Row example(Row row, String suffix, List<Float> features, boolean withWork) {
    List<Double> ratios = row.getList(row.fieldIndex(RATIOS));
    List<Double> works = row.getList(row.fieldIndex(WORKS));
    var size = row.<Long>getAs("size_bytes");
    var targets = new Float[2 * trials.length];
    for (var i = 0; i < trials.length; i++) {
      var isTold = shares[i] >= 0 && features.get(shares[i]) >= 1f;
      targets[i] =
          ratios.get(i).isNaN() || isTold
              ? Float.NaN
              : SelectorMath.sizeTarget(ratios.get(i), features.get(trials[i]));
      targets[trials.length + i] =
          works.get(i).isNaN() || !withWork
              ? Float.NaN
              : SelectorMath.workTarget(works.get(i), size);
    }
    var shown = new ArrayList<>(features);
    for (var column : hidden) {
      shown.set(column, Float.NaN);
    }
    return RowFactory.create(
        row.getAs("key") + suffix, row.getAs("fold"), shown.toArray(Float[]::new), targets);
  }
}
