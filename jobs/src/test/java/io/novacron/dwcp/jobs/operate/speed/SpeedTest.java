package io.novacron.dwcp.jobs.operate.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.sql.SqlFile;
import io.novacron.dwcp.jobs.operate.BenchmarkRow.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedTest {

  @Test
  void takesTheMiddleValueAndItsSpread() {
    var odd = Ratio.median(List.of(3.0, 1.0, 2.0));
    var even = Ratio.median(List.of(4.0, 1.0, 2.0, 3.0));

    assertThat(odd).isEqualTo(new Ratio(2.0, 1.0, 3.0, 3));
    assertThat(even.value()).isEqualTo(2.5);
    assertThat(even.ciLow()).isLessThan(even.value()).isGreaterThanOrEqualTo(1.0);
  }

  @Test
  void refusesAMedianOfNothing() {
    assertThatThrownBy(() -> Ratio.median(List.of())).hasMessageContaining("no measurement");
  }

  @Test
  void meetsABoundOnItsGoodSideOnly() {
    var ratio = new Ratio(1.2, 1.1, 1.3, 5);

    assertThat(Bound.atMost(1.2).row("d", "m", "x", ratio).verdict()).isEqualTo(Verdict.MET);
    assertThat(Bound.atMost(1.19).row("d", "m", "x", ratio).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(Bound.atLeast(1.21).row("d", "m", "x", ratio).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(Bound.atLeast(1.2).row("d", "m", "x", ratio))
        .satisfies(row -> assertThat(row.verdict()).isEqualTo(Verdict.MET))
        .satisfies(row -> assertThat(row.metric()).isEqualTo("x >="))
        .satisfies(row -> assertThat(row.floor()).hasValue(1.2));
  }

  @Test
  void findsTheExponentOfAPower() {
    var sizes = List.of(1, 2, 4, 8);
    var seconds = sizes.stream().map(size -> 0.3 * Math.pow(size, 1.5)).toList();

    assertThat(Stopwatch.exponent(sizes, seconds)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void readsTheFinalSpeedsOfBothTools() {
    var lz4 =
        "\r |-f :  10 ->  7 (1.3), 120.4 MB/s , 801.4 MB/s\r 1#f :  10 ->  7 (1.3), 123.4 MB/s , 805.4 MB/s\n";
    var zstd = "bench 1.5.4 : input\n-3   5086222 (2.004)  17.05 MB/s   78.4 MB/s  dickens\n";

    assertThat(CodecTool.LZ4.parse(lz4)).isEqualTo(new CodecTool.Speeds(123.4, 805.4));
    assertThat(CodecTool.ZSTD.parse(zstd)).isEqualTo(new CodecTool.Speeds(17.05, 78.4));
    assertThatThrownBy(() -> CodecTool.LZ4.parse("usage: lz4"))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("lz4");
  }

  @Test
  void saysAbsentWhereAToolIsNotInstalled(@TempDir Path folder) throws IOException {
    var file = Files.write(folder.resolve("blocks"), new byte[10_000]);
    var tool = new CodecTool(Codec.LZ4, "no-such-tool", "-b1");

    var rows = new CodecSpeed(file, SmallScale.SMALL).rows(List.of(tool));

    assertThat(rows)
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.ABSENT))
        .allSatisfy(row -> assertThat(row.ours()).isEmpty());
  }

  @Test
  void comparesWithAToolThatAnswers(@TempDir Path folder) throws IOException {
    var file = Files.write(folder.resolve("blocks"), new byte[10_000]);
    var tool =
        Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho '0.001 MB/s, 0.001 MB/s'\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    var rows =
        new CodecSpeed(file, SmallScale.SMALL)
            .rows(List.of(new CodecTool(Codec.ZSTD, tool.toString(), "-b3")));

    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.MET));
  }

  @Test
  void letsNoTimesStandOfWaysThatDisagree() {
    assertThatThrownBy(() -> WindowSpeed.requireSame(List.of(1.0, 2.0), List.of(1.0, 2.1)))
        .hasMessageContaining("column 1");
  }

  @Test
  void namesEveryColumnOfThePlanInTheSqlOfDuckDb() {
    var sql = SqlFile.load(FeatureSpeed.SQL).text();

    assertThat(FeatureSpeed.plan().columns())
        .hasSizeGreaterThan(40)
        .allSatisfy(column -> assertThat(sql).containsPattern("AS " + column.name() + "\\b"));
  }
}
