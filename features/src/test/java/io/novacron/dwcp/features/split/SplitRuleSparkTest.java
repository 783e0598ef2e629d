package io.novacron.dwcp.features.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.features.split.SplitConfig.Shares;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class SplitRuleSparkTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void columnsSayWhatTheFunctionSays(SparkSession spark) {
    var config = new SplitConfig(0.5, 0.2, 60, new Shares(0.4, 0.1));
    var rule = new SplitRule(TimeSplit.over(FROM, FROM.plusSeconds(10_000), config), config);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < 100; i++) {
      rows.add(RowFactory.create(Timestamp.from(FROM.plusSeconds(100L * i)), (i % 9) / 9.0));
    }
    var schema = StructType.fromDDL("ts timestamp, dealt double");

    var frame = spark.createDataFrame(rows, schema);

    var actual =
        frame
            .withColumn(SplitRule.SPLIT, rule.split(frame.col("ts"), frame.col("dealt")))
            .withColumn(SplitRule.SPLIT_TIME, rule.splitTime(frame.col("ts")))
            .collectAsList();

    assertThat(actual)
        .hasSize(100)
        .allSatisfy(
            row -> {
              var ts = row.getTimestamp(0).toInstant();
              assertThat(row.getString(2)).isEqualTo(rule.splitOf(ts, row.getDouble(1)).label());
              assertThat(row.getString(3)).isEqualTo(rule.timeOf(ts).label());
            });
  }
}
