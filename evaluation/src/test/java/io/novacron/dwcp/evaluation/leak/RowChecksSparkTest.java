package io.novacron.dwcp.evaluation.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.RowChecks.LabelWindow;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class RowChecksSparkTest {

  private static final LabelWindow WINDOW = new LabelWindow("ts", "sent_at", "done_at");
  private static final Instant AS_OF = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void wantsUniqueKeys(SparkSession spark) {
    var ddl = "id string, part string";

    assertThat(
            RowChecks.keysUnique(Frames.of(spark, ddl, "a | x", "a | y"), List.of("id", "part"))
                .passed())
        .isTrue();
    assertThat(RowChecks.keysUnique(Frames.of(spark, ddl, "a | x", "a | y", " | z"), List.of("id")))
        .isEqualTo(
            new LeakFinding(
                "keys-unique",
                false,
                "1 keys of [id] are there more than once; 1 rows have a null in their key [id]"));
  }

  private static Dataset<Row> window(SparkSession spark, String line) {
    return Frames.of(spark, "ts timestamp, sent_at timestamp, done_at timestamp", line);
  }

  @Test
  void wantsLabelsAfterTheirFeaturesAndRipe(SparkSession spark) {
    var fine = "2026-01-01 10:00:00 | 2026-01-01 10:00:01 | 2026-01-01 11:00:00";
    var early = "2026-01-01 10:00:00 | 2026-01-01 10:00:00 | 2026-01-01 11:00:00";
    var unripe = "2026-01-01 10:00:00 | 2026-01-01 10:00:01 | 2026-01-03 11:00:00";
    var unknown = "2026-01-01 10:00:00 | | ";

    assertThat(RowChecks.labelWindowAfterFeatureTime(window(spark, fine), WINDOW, AS_OF).passed())
        .isTrue();
    assertThat(RowChecks.labelWindowAfterFeatureTime(window(spark, early), WINDOW, AS_OF).detail())
        .isEqualTo("1 labels begin no later than their features");
    assertThat(RowChecks.labelWindowAfterFeatureTime(window(spark, unripe), WINDOW, AS_OF).detail())
        .isEqualTo("1 labels are not ripe");
    assertThat(
            RowChecks.labelWindowAfterFeatureTime(window(spark, unknown), WINDOW, AS_OF).passed())
        .isFalse();
  }

  @Test
  void stopsRowsMisalignedByOne(SparkSession spark) {
    var ddl = "size_bytes bigint, bytes_none bigint, other bigint, same bigint";
    var anchors = List.of(new Anchor("size_bytes", "bytes_none"));
    var aligned = Frames.of(spark, ddl, "10 | 10 | 1 | 5", "20 | 20 | 2 | 5", "30 | 30 | 3 | 5");
    var shifted = Frames.of(spark, ddl, "10 | 20 | 1 | 5", "20 | 30 | 2 | 5", "30 | 10 | 3 | 5");

    assertThat(RowChecks.rowAlignment(aligned, anchors).passed()).isTrue();
    assertThat(RowChecks.rowAlignment(shifted, anchors))
        .isEqualTo(
            new LeakFinding(
                "row-alignment", false, "size_bytes differs from bytes_none on 3 of 3 rows"));
    assertThat(RowChecks.rowAlignment(aligned, List.of(new Anchor("same", "same"))).detail())
        .isEqualTo("anchor same does not vary and shows nothing");
    assertThat(RowChecks.rowAlignment(aligned, List.of()).passed()).isFalse();
  }

  private static final SplitRules RULES =
      new SplitRules(
          "split",
          "ts",
          List.of(
              new SplitRules.Apart("id", "train", "test"),
              new SplitRules.Apart("file", "train", "test_unseen")),
          List.of(new SplitRules.Gap("train", "test", 3600)));

  private static LeakFinding split(SparkSession spark, String... lines) {
    return RowChecks.splitOverlap(
        Frames.of(spark, "id string, file string, split string, ts timestamp", lines), RULES);
  }

  @Test
  void stopsPartsThatOverlap(SparkSession spark) {
    var train = "1 | f | train | 2026-01-01 10:00:00";
    var test = "2 | f | test | 2026-01-01 11:00:00";
    var unseen = "3 | g | test_unseen | 2026-01-01 11:00:00";

    assertThat(split(spark, train, test, unseen).passed()).isTrue();
    assertThat(split(spark, train, test, "1 | f | test | 2026-01-01 12:00:00").detail())
        .isEqualTo("1 values of id are in both train and test");
    assertThat(split(spark, train, test, "3 | f | test_unseen | 2026-01-01 12:00:00").detail())
        .isEqualTo("1 values of file are in both train and test_unseen");
    assertThat(split(spark, train, "2 | f | test | 2026-01-01 10:30:00").detail())
        .isEqualTo("test begins 1800 s after the end of train, the gap is 3600 s");
    assertThat(split(spark, train).detail()).isEqualTo("train or test has no rows");
  }
}
