package io.novacron.dwcp.jobs.operate.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.operate.BenchmarkRow;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import io.novacron.dwcp.jobs.operate.outlier.LabelledWindows.Window;
import io.novacron.dwcp.jobs.operate.outlier.OutlierRun.Alarmed;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Protocol;
import io.novacron.dwcp.jobs.operate.outlier.OutlierSet.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlierRowsTest {

  private static final long SECOND = 1_000_000;

  private static List<Verdict> verdicts(double ours, OutlierSet.Reference... references) {
    return new OutlierRows("set", OutlierSets.each(references))
        .mean("a", "auroc", List.of(ours), 10).stream().map(BenchmarkRow::verdict).toList();
  }

  @Test
  void aFigureMeetsWhatIsPublishedWithinTheTolerance() {
    var published = OutlierSets.published("a", 0.9, 0.02);

    assertThat(verdicts(0.885, published)).containsExactly(Verdict.MET);
    assertThat(verdicts(0.87, published)).containsExactly(Verdict.MISSED);
    assertThat(verdicts(0.93, published)).containsExactly(Verdict.MISSED);
  }

  @Test
  void aFigureExceedsItsFloorAndOneWithoutReferenceIsAbsent() {
    var floor = OutlierSets.floor("a", 0.8);

    assertThat(verdicts(0.81, floor)).containsExactly(Verdict.MET);
    assertThat(verdicts(0.8, floor)).containsExactly(Verdict.MISSED);
    assertThat(verdicts(0.9, floor, OutlierSets.published("a", 0.7, 0.1)))
        .containsExactly(Verdict.MET, Verdict.MISSED);
    assertThat(verdicts(0.9, OutlierSets.floor("b", 0.8))).containsExactly(Verdict.ABSENT);
  }

  @Test
  void intervalsStayAmongPossibleAreas() {
    var row =
        new OutlierRows("set", OutlierSets.each())
            .mean("a", "auroc", List.of(0.99, 0.9, 1.0), 10)
            .get(0);

    assertThat(row.ciHigh()).hasValue(1.0);
    assertThat(row.ours().orElseThrow()).isBetween(0.963, 0.964);
  }

  @Test
  void whatIsNotThereIsAbsentNeverMet(@TempDir Path empty) {
    var set = OutlierSets.each(OutlierSets.floor("a", 0.1), OutlierSets.floor("b", 0.1));

    assertThat(Series.in(empty.resolve("plain"), set.files())).isEmpty();
    assertThat(new OutlierRows("set", set).absent())
        .extracting(BenchmarkRow::verdict)
        .containsExactly(Verdict.ABSENT, Verdict.ABSENT);
    assertThat(new OutlierRows("set", OutlierSets.each()).absent()).hasSize(1);
  }

  @Test
  void recallAndFalseAlarmsAreOfEachSeriesAndOfAll() {
    var rows =
        new OutlierRows("set", OutlierSets.events())
            .events(List.of(new Alarmed("a", 2, 1, 6, 3), new Alarmed("b", 0, 0, 0, 1)));

    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).ours()).hasValue(0.5);
    assertThat(rows.get(1).ours()).hasValue(2.0);
    assertThat(rows.get(2).ours()).isEmpty();
    assertThat(rows.get(4).n()).isEqualTo(2);
    assertThat(rows.get(5).ours()).hasValue(1.5);
  }

  private static Row alarms(LabelledWindows windows, long... seconds) {
    var rows = Arrays.stream(seconds).mapToObj(second -> RowFactory.create(second * SECOND));
    var counted = new AlarmPass(windows, 60).call(rows.iterator());
    return counted.hasNext() ? counted.next() : RowFactory.create(0L, 0L);
  }

  @Test
  void alarmsNearEachOtherAreOneAndAWindowIsFoundOnce() {
    var windows =
        new LabelledWindows(
            List.of(new Window(1000 * SECOND, 2000 * SECOND), new Window(9000 * SECOND, 9999)));

    assertThat(alarms(windows, 10, 50, 100, 500, 1500, 1900)).isEqualTo(RowFactory.create(1L, 2L));
    assertThat(alarms(windows, 940, 1000)).isEqualTo(RowFactory.create(1L, 0L));
    assertThat(alarms(windows)).isEqualTo(RowFactory.create(0L, 0L));
    assertThat(alarms(windows, LongStream.range(2001, 2100).toArray()))
        .isEqualTo(RowFactory.create(0L, 1L));
  }

  @Test
  void labelledWindowsOfAnUnknownSeriesAreNoneAndABrokenFileIsRefused(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("labels.json");
    Files.writeString(file, "{\"a\": {\"windows\": [[\"1970-01-01 00:00:01\", \"yesterday\"]]}}");

    assertThat(LabelledWindows.read(file, "b").windows()).isEmpty();
    assertThatThrownBy(() -> LabelledWindows.read(file, "a"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("Cannot read labelled windows: a of");
  }

  @Test
  void refusesSettingsThatCannotBeMeasured() {
    var set = OutlierSets.each();

    assertThatThrownBy(
            () ->
                new OutlierSet(
                    "plain",
                    "forest",
                    set.files(),
                    set.columns(),
                    OutlierSets.mean().windows(),
                    set.forest(),
                    set.protocol(),
                    List.of()))
        .hasMessageContaining("need a column of time");
    assertThatThrownBy(() -> new Protocol(Report.EACH, 0, 0, 1, 0))
        .hasMessageContaining("seeds: 0");
    assertThatThrownBy(() -> new Protocol(Report.EACH, 1, 0, 0, 0))
        .hasMessageContaining("alarm-quantile: 0.0");
  }

  @Test
  void refusesASeriesWithoutItsFileToFitOn(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a-test.csv"), "");

    assertThatThrownBy(() -> Series.in(folder, OutlierSets.mean().files()))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no file to fit on: " + folder.resolve("a-train.csv"));
  }

  @Test
  void findsWindowsByTheBareAndByThePublishedName(@TempDir Path temp) throws IOException {
    var file = temp.resolve("labels.json");
    var windows = "{\"windows\": [[\"2014-03-14 03:31:00\", \"2014-03-14 14:41:00\"]]}";
    Files.writeString(file, "{\"a\": %1$s, \"known/b.csv\": %1$s}".formatted(windows));

    assertThat(LabelledWindows.read(file, "a").windows()).hasSize(1);
    assertThat(LabelledWindows.read(file, "b").windows()).hasSize(1);
    assertThat(LabelledWindows.read(file, "n/b").windows()).isEmpty();
  }
}
