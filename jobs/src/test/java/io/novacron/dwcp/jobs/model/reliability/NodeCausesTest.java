package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.features.set.NodeSignal;
import io.novacron.dwcp.features.set.NodeSignal.Harm;
import io.novacron.dwcp.features.set.NodeWindows;
import io.novacron.dwcp.jobs.training.Alarms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class NodeCausesTest {

  private static final double USUAL = 1;
  private final NodeCauses causes = new NodeCauses(USUAL, 3, 3);
  private final Map<String, Double> features = new HashMap<>();

  /** An alarm whose features contributed so. */
  private Row row(Map<String, Double> contributions) {
    var byFeature = new ArrayList<Row>();
    contributions.forEach(
        (feature, by) -> byFeature.add(RowFactory.create(feature, by, "typical")));
    var schema = new StructType();
    var values = new ArrayList<Object>();
    for (var field : Alarms.SCHEMA.fields()) {
      schema = schema.add(field.name(), field.dataType());
      values.add(
          field.name().equals("causes") ? JavaConverters.asScalaBuffer(byFeature).toSeq() : null);
    }
    for (var name : NodeCauses.NEEDED) {
      schema = schema.add(name, DataTypes.DoubleType);
      values.add(features.get(name));
    }
    return new GenericRowWithSchema(values.toArray(), schema);
  }

  private void harm(String metric, double deviations) {
    features.put(metric + "_harm_5m", Math.log1p(deviations));
  }

  private List<Row> found(Map<String, Double> contributions) {
    var called = causes.call(row(contributions));
    return List.of((Row[]) called.get(called.fieldIndex("causes")));
  }

  @Test
  void givesTheLargestAndTheSecondToTheMetricsThatTheyAre() {
    harm("cpu_usage", 5);
    harm("queue_depth", 9);
    harm("error_rate", 2);

    var found = found(Map.of("largest_harm_5m", 2.0, "second_harm_5m", 0.5));

    assertThat(found)
        .containsExactly(
            cause("queue_depth", 2.0, 9, "above"), cause("cpu_usage", 0.5, 5, "above"));
  }

  private static Row cause(String metric, double contribution, double deviation, String side) {
    return new GenericRowWithSchema(
        new Object[] {metric, contribution, Math.expm1(Math.log1p(deviation)), side},
        AlarmTables.CAUSE);
  }

  @Test
  void dividesSquaresByWhatIsBeyondTheUsual() {
    harm("cpu_usage", 2);
    harm("queue_depth", 4);
    harm("error_rate", 0.9);

    var found = found(Map.of("squares_harm_5m", 1.0));

    assertThat(found)
        .extracting(row -> row.getString(0))
        .containsExactly("queue_depth", "cpu_usage");
    assertThat(found.get(0).getDouble(1)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void countsOnlyWhatIsCountedAndAddsWhatIsTheMetricsOwn() {
    harm("cpu_usage", 3.5);
    harm("queue_depth", 2);

    var found = found(Map.of("count_harm_5m", 0.4, "queue_depth_harm_5m", 0.3));

    assertThat(found)
        .extracting(row -> row.getString(0))
        .containsExactly("cpu_usage", "queue_depth");
    assertThat(found).extracting(row -> row.getDouble(1)).containsExactly(0.4, 0.3);
  }

  @Test
  void saysThatAClockFellBehind() {
    harm("clock_offset_ms", 7);
    features.put("clock_offset_ms_own_5m", -Math.log1p(7));

    var found = found(Map.of("largest_harm_5m", 1.0));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).getDouble(2)).isCloseTo(-7, within(1e-9));
    assertThat(found.get(0).getString(3)).isEqualTo("below");
  }

  @Test
  void blamesNobodyForWhatIsUsualUnknownOrLooksNormal() {
    harm("cpu_usage", 0.8);

    assertThat(found(Map.of("largest_harm_5m", 1.0, "squares_harm_5m", 1.0))).isEmpty();
    harm("cpu_usage", 8);
    assertThat(found(Map.of("largest_harm_5m", -1.0))).isEmpty();
  }

  /** One culprit at a time among noise, as the detector's own inputs see it. */
  @Test
  void findsThePlantedCulpritAmongTheFirstTwo() {
    var random = new Random(4);
    var hits = 0;
    var cases = 0;
    for (var culprit : NodeWindows.SIGNALS) {
      for (var i = 0; culprit.harm() != Harm.NONE && i < 20; i++) {
        noise(random);
        harm(culprit.name(), 4 + random.nextDouble());
        var found = found(Map.of("largest_harm_5m", 1.0, "squares_harm_5m", 1.0));
        cases++;
        hits +=
            found.stream().limit(2).anyMatch(row -> row.getString(0).equals(culprit.name()))
                ? 1
                : 0;
      }
    }
    assertThat(hits / (double) cases).isGreaterThanOrEqualTo(0.95);
  }

  private void noise(Random random) {
    for (NodeSignal signal : NodeWindows.SIGNALS) {
      harm(signal.name(), Math.abs(1.5 * random.nextGaussian()));
    }
  }
}
