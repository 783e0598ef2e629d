package io.novacron.dwcp.features.split;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class StrataSparkTest {

  private static final int ROWS_OF_A_SITE = 3;

  /** 60 sites: each tenth dc, each tenth metro, the others wan. */
  private static Dataset<Row> transfers(SparkSession spark, int partitions) {
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 60 * ROWS_OF_A_SITE; i++) {
      var site = i % 60;
      var type = site % 10 == 0 ? "dc" : site % 10 == 1 ? "metro" : "wan";
      rows.add(RowFactory.create("site-" + site, type));
    }
    return spark
        .createDataFrame(rows, StructType.fromDDL("site string, link_type string"))
        .repartition(partitions);
  }

  private static Map<String, Double> dealt(Dataset<Row> rows, long seed) {
    var numbers = new HashMap<String, Double>();
    for (var row : Strata.deal(rows, "site", "link_type", seed).collectAsList()) {
      var site = row.<String>getAs("link_type") + " " + row.<String>getAs("site");
      double number = row.<Double>getAs(Strata.DEALT);
      assertThat(numbers.getOrDefault(site, number)).isEqualTo(number);
      numbers.put(site, number);
    }
    return numbers;
  }

  @Test
  void spreadsEachStratumEvenly(SparkSession spark) {
    var numbers = dealt(transfers(spark, 3), 1);

    assertThat(numbers).hasSize(60);
    var below = new HashMap<String, Long>();
    numbers.entrySet().stream()
        .filter(entry -> entry.getValue() < 0.3)
        .collect(
            groupingBy(
                entry -> entry.getKey().substring(0, entry.getKey().indexOf(' ')), counting()))
        .forEach(below::put);
    assertThat(below).isEqualTo(Map.of("dc", 2L, "metro", 2L, "wan", 14L));
    assertThat(numbers.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void dependsOnTheSeedAndNotOnThePartitions(SparkSession spark) {
    var numbers = dealt(transfers(spark, 1), 1);

    assertThat(dealt(transfers(spark, 7), 1)).isEqualTo(numbers);
    assertThat(dealt(transfers(spark, 1), 2)).isNotEqualTo(numbers);
  }

  @Test
  void aRowsPartFollowsItsNumberAndItsTime(SparkSession spark) {
    var config = new SplitConfig(0.5, 0.2, 60, new SplitConfig.Shares(0.3, 0));
    var from = java.time.Instant.parse("2026-01-01T00:00:00Z");
    var rule = new SplitRule(TimeSplit.over(from, from.plusSeconds(10_000), config), config);
    var rows = new ArrayList<Row>();
    for (var second = 0; second < 10_000; second += 500) {
      for (var number : new double[] {0.1, 0.29, 0.31, 0.9}) {
        rows.add(RowFactory.create(java.sql.Timestamp.from(from.plusSeconds(second)), number));
      }
    }
    var frame = spark.createDataFrame(rows, StructType.fromDDL("ts timestamp, dealt double"));
    var parts =
        frame
            .select(rule.split(frame.col("ts"), frame.col("dealt")), frame.col("dealt"))
            .collectAsList();

    assertThat(parts)
        .allSatisfy(
            row -> {
              var isTestSite = row.getDouble(1) < 0.3;
              assertThat(row.getString(0))
                  .isIn(
                      isTestSite
                          ? new Object[] {"test", "unused", "gap"}
                          : new Object[] {"train", "validation", "unused", "gap"});
            });
    assertThat(parts.stream().map(row -> row.getString(0)).distinct())
        .contains("train", "validation", "test", "unused");
  }
}
