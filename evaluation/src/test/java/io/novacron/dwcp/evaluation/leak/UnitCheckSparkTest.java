package io.novacron.dwcp.evaluation.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.UnitCheck.Kind;
import io.novacron.dwcp.evaluation.leak.UnitCheck.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalSpark.class)
class UnitCheckSparkTest {

  private static final List<Suspect> BY_LINK =
      List.of(new Suspect("rate", "link", Kind.ENTITY, 0.02));
  private static final List<Suspect> BY_ESTIMATE =
      List.of(new Suspect("rate", "estimate", Kind.COMPANION, 0.02));

  /** Ten links of different speed with noise; {@code factor} multiplies the rate of a row. */
  private static Dataset<Row> rates(SparkSession spark, IntToDoubleFunction factor) {
    var random = new Random(11);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 1000; i++) {
      double level = Math.pow(3, i % 10);
      double rate = level * Math.exp(0.15 * random.nextGaussian());
      rows.add(RowFactory.create("l" + i % 10, rate * factor.applyAsDouble(i), level));
    }
    return spark.createDataFrame(
        rows, StructType.fromDDL("link string, rate double, estimate double"));
  }

  @Test
  void passesOneUnitAlsoWithZerosAndFlatSpread(SparkSession spark) {
    assertThat(UnitCheck.unitSwap(rates(spark, i -> 1), BY_LINK).passed()).isTrue();
    assertThat(UnitCheck.unitSwap(rates(spark, i -> i % 3), BY_ESTIMATE).passed()).isTrue();
    // Levels spread evenly over a factor of 300: far from the median, but no gap between.
    assertThat(
            UnitCheck.unitSwap(rates(spark, i -> Math.pow(300, (i % 97) / 97.0)), BY_LINK).passed())
        .isTrue();
    assertThat(UnitCheck.unitSwap(rates(spark, i -> 0), BY_LINK).passed()).isTrue();
  }

  @ParameterizedTest(name = "factor {0}")
  @ValueSource(doubles = {8, 1 / 8.0, 1e-6})
  void stopsAUnitSwappedInHalfOfTheRows(double factor) {
    var spark = LocalSpark.session();

    var finding = UnitCheck.unitSwap(rates(spark, i -> i / 10 % 2 == 0 ? factor : 1), BY_LINK);

    assertThat(finding.check()).isEqualTo("unit-swap");
    assertThat(finding.passed()).isFalse();
    double size = Math.max(factor, 1 / factor);
    assertThat(finding.detail())
        .matches("rate is off by a factor %.0f on (49\\d|500) of 1000 rows".formatted(size));
  }

  @Test
  void stopsAUnitSwappedInHalfOfTheLinksBesideACompanion(SparkSession spark) {
    var swapped = rates(spark, i -> i % 2 == 0 ? 8 : 1);

    assertThat(UnitCheck.unitSwap(swapped, BY_ESTIMATE).passed()).isFalse();
    assertThat(UnitCheck.unitSwap(swapped, BY_LINK).passed()).isTrue();
  }

  @Test
  void stopsAUnitSwappedInTheLaterFifth(SparkSession spark) {
    assertThat(UnitCheck.unitSwap(rates(spark, i -> i < 800 ? 1 : 100), BY_LINK).detail())
        .isEqualTo("rate is off by a factor 100 on 200 of 1000 rows");
  }

  @Test
  void looksAtAllSuspectsAtOnce(SparkSession spark) {
    var suspects = List.of(BY_LINK.get(0), BY_ESTIMATE.get(0));

    var finding = UnitCheck.unitSwap(rates(spark, i -> i / 10 % 2 == 0 ? 100 : 1), suspects);

    assertThat(finding.detail())
        .isEqualTo(
            "rate is off by a factor 100 on 500 of 1000 rows; rate is off by a factor 100 on 500"
                + " of 1000 rows");
    assertThat(UnitCheck.unitSwap(rates(spark, i -> 8), List.of()).passed()).isTrue();
  }
}
