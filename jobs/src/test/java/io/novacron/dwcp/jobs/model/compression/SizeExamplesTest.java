package io.novacron.dwcp.jobs.model.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.export.SelectorMath;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SizeExamplesTest {

  private static final SelectorSpec SPEC =
      SelectorShape.of(
          FeatureSets.COMPRESSION, new SelectorSettings(1f, 0f, 8, 0.25f, 1.1f, "zstd"));
  private static final List<String> NAMES = SPEC.featureNames();
  private static final int ZSTD = position("zstd");

  private static int position(String label) {
    return SPEC.packed().stream().map(candidate -> candidate.label()).toList().indexOf(label);
  }

  /** A transfer that zstd tried whole, beside a practice look that saw half of it. */
  private static List<Row> examples(List<Double> practice) {
    var features = new ArrayList<>(Collections.nCopies(NAMES.size(), 0.5f));
    features.set(NAMES.indexOf("probe_zstd_share"), 1f);
    var ratios = Collections.nCopies(SPEC.packed().size(), 0.25);
    var works = Collections.nCopies(SPEC.packed().size(), 3.0);
    var schema =
        StructType.fromDDL(
            "key string, fold int, features array<float>, ratios array<double>,"
                + " works array<double>, size_bytes bigint, probe_practice array<double>");
    var values =
        new Object[] {
          "t1",
          2,
          seq(features),
          seq(ratios),
          seq(works),
          1000L,
          practice == null ? null : seq(practice)
        };
    var examples = new ArrayList<Row>();
    new SizeExamples(SPEC)
        .call(new GenericRowWithSchema(values, schema))
        .forEachRemaining(examples::add);
    return examples;
  }

  private static Object seq(List<?> values) {
    return scala.collection.JavaConverters.asScalaBuffer(values);
  }

  private static List<Double> practice() {
    var values = new ArrayList<>(Collections.nCopies(FeatureSets.practised().size(), 0.1));
    values.set(FeatureSets.practised().indexOf("probe_zstd_ratio"), 0.3);
    return values;
  }

  private static Float[] floats(Row row, int column) {
    return (Float[]) row.get(column);
  }

  @Test
  void learnsASizeFromThePracticeLookThatTheProbeLeftNothingToPredictOf() {
    var examples = examples(practice());

    assertThat(examples).hasSize(2);
    assertThat(floats(examples.get(0), 3)[ZSTD]).isNaN();
    assertThat(floats(examples.get(1), 3)[ZSTD]).isEqualTo(SelectorMath.sizeTarget(0.25, 0.3f));
    assertThat(floats(examples.get(1), 2)[NAMES.indexOf("probe_zstd_ratio")]).isEqualTo(0.3f);
    assertThat(floats(examples.get(1), 2)[NAMES.indexOf("probe_ms")]).isEqualTo(0.1f);
    assertThat(floats(examples.get(1), 2)[NAMES.indexOf("payload_bytes")]).isEqualTo(0.5f);
  }

  @Test
  void keepsFoldAndOrderAndLearnsWorkOnce() {
    var examples = examples(practice());
    var work = SPEC.packed().size() + ZSTD;

    assertThat(examples).extracting(row -> row.getString(0)).containsExactly("t1", "t1#practice");
    assertThat(examples).extracting(row -> row.getInt(1)).containsExactly(2, 2);
    assertThat(floats(examples.get(0), 3)[work]).isEqualTo(SelectorMath.workTarget(3.0, 1000));
    assertThat(floats(examples.get(1), 3)[work]).isNaN();
  }

  @Test
  void hidesTheLinkFromBothExamples() {
    assertThat(examples(practice()))
        .allSatisfy(row -> assertThat(floats(row, 2)[NAMES.indexOf("rtt_ms")]).isNaN());
  }

  @Test
  void hasOneExampleWhereThePracticeLookSawNothing() {
    assertThat(examples(null)).hasSize(1);
  }
}
