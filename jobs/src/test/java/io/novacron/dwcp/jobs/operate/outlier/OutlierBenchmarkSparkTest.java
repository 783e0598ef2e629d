package io.novacron.dwcp.jobs.operate.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class OutlierBenchmarkSparkTest {

  private static final Path DATA =
      Path.of(System.getProperty("dwcp.data", "../../shared/data")).resolve("reliability");

  @TempDir private Path data;
  private final Random random = new Random(3);

  private static List<BenchmarkRow> run(SparkSession spark, OutlierSet set, Path data) {
    return new OutlierBenchmark(spark, new OutlierConfig(Map.of("set", set)), 1).run(data);
  }

  /** A row in twenty lies far outside. */
  private void writePlain() throws IOException {
    var text = new StringBuilder("x1,x2,outlier\n");
    for (var i = 0; i < 400; i++) {
      var far = i % 20 == 0 ? 9 : 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%f,%f,%d%n",
              far + random.nextGaussian(),
              random.nextGaussian(),
              far / 9));
    }
    Files.writeString(Files.createDirectories(data.resolve("plain")).resolve("a.csv"), text);
  }

  /** Minutes 200 to 219 of the test lie outside. */
  private void writeHalves(String name) throws IOException {
    var folder = Files.createDirectories(data.resolve("halves"));
    var train = new StringBuilder("step,m1,m2\n");
    var test = new StringBuilder("step,m1,m2,anomaly\n");
    for (var i = 0; i < 400; i++) {
      var anomaly = i >= 200 && i < 220 ? 1 : 0;
      var line = String.format(Locale.ROOT, "%d,%f,%f", i, random.nextGaussian(), 3.0);
      train.append(line).append('\n');
      test.append(anomaly == 0 ? line : i + ",8.0,3.5").append(',').append(anomaly).append('\n');
    }
    Files.writeString(folder.resolve(name + "-train.csv"), train);
    Files.writeString(folder.resolve(name + "-test.csv"), test);
  }

  /** A day of five minutes: one labelled jump, one that nobody labelled. */
  private void writeSeries() throws IOException {
    var folder = Files.createDirectories(data.resolve("series"));
    var text = new StringBuilder("timestamp,value\n");
    var start = LocalDateTime.of(2026, 1, 1, 0, 0);
    for (var i = 0; i < 288; i++) {
      var value = i / 6 == 30 || i / 3 == 80 ? 60 : 5 + random.nextGaussian();
      var time = start.plusMinutes(5L * i).toString().replace('T', ' ');
      text.append(time).append(":00,").append(value).append('\n');
    }
    Files.writeString(folder.resolve("cpu.csv"), text);
    Files.writeString(
        folder.resolve("labels.json"),
        """
        {"cpu": {"windows": [["2026-01-01 02:00:00.000000", "2026-01-01 03:00:00.000000"],
          ["2026-01-01 14:30:00.000000", "2026-01-01 16:00:00.000000"]]}}""");
  }

  @Test
  void measuresEachTableOverItsSeeds(SparkSession spark) throws IOException {
    writePlain();
    var set = OutlierSets.each(OutlierSets.published("a", 0.99, 0.05));

    var rows = run(spark, set, data);

    assertThat(rows)
        .extracting(BenchmarkRow::metric)
        .containsExactly("auroc, beside them", "auprc");
    assertThat(rows).extracting(BenchmarkRow::n).containsExactly(400L, 400L);
    assertThat(rows).extracting(BenchmarkRow::verdict).containsExactly(Verdict.MET, Verdict.ABSENT);
    assertThat(rows.get(0).ciLow().orElseThrow()).isLessThanOrEqualTo(1);
  }

  @Test
  void fitsOnTheTrainFileAndAveragesTheSeries(SparkSession spark) throws IOException {
    writeHalves("a");
    writeHalves("b");

    var rows = run(spark, OutlierSets.mean(OutlierSets.floor("set", 0.9)), data);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).ours().orElseThrow()).isGreaterThan(0.9);
    assertThat(rows.get(0).n()).isEqualTo(800);
    assertThat(rows.get(0).verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void countsWindowsFoundAndFalseAlarmsAfterTheHead(SparkSession spark) throws IOException {
    writeSeries();

    var rows = run(spark, OutlierSets.events(), data);

    assertThat(rows).extracting(BenchmarkRow::data).containsExactly("cpu", "cpu", "set", "set");
    var recall = rows.get(0);
    var falseAlarms = rows.get(1);
    assertThat(recall.n()).as("the window in the head does not count").isEqualTo(1);
    assertThat(recall.ours()).hasValue(1.0);
    assertThat(recall.verdict()).isEqualTo(Verdict.ABSENT);
    assertThat(falseAlarms.n()).isBetween(1L, 3L);
    assertThat(falseAlarms.ours().orElseThrow()).isCloseTo(2.0 * falseAlarms.n(), within(0.05));
  }

  @Test
  void refusesATableWithoutTheColumnsThatTheSetNames(SparkSession spark) throws IOException {
    Files.writeString(
        Files.createDirectories(data.resolve("plain")).resolve("a.csv"), "y1,outlier\n1,0\n");

    assertThatThrownBy(() -> run(spark, OutlierSets.each(), data))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no column like x\\d");
  }

  @Test
  void reachesThePublishedFigureOnMammography(SparkSession spark) {
    assumeTrue(Files.isDirectory(DATA), "no measured data: " + DATA);
    var seeds = Map.of("benchmark.reliability.sets.odds.protocol.seeds", "2");
    var config =
        ConfigReader.read(
            ConfigReader.load(List.of(), seeds), "benchmark.reliability", OutlierConfig.class);
    var set = config.sets().get("odds");
    var mammography = new OutlierRun(spark, set, DATA.resolve("odds"), 1);

    var series = Series.in(DATA.resolve("odds"), set.files());
    var ranked = mammography.ranked(series.get(0));

    assertThat(series.get(0).name()).isEqualTo("mammography");
    assertThat(ranked.rows()).isEqualTo(11_183);
    assertThat(ranked.areas())
        .hasSize(2)
        .allSatisfy(areas -> assertThat(areas.auroc()).isCloseTo(0.8649, within(0.03)));
  }
}
