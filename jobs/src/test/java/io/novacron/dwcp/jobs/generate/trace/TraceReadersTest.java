package io.novacron.dwcp.jobs.generate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceReadersTest {

  private static final TraceConfig CONFIG = new TraceConfig(600, 50);

  @TempDir private Path folder;

  @Test
  void convertsUnitsThatChangeFromRowToRow() throws IOException {
    write("nyu-mets/pam-x.csv", "5.5,Mbits/sec", "250,Kbits/sec", "1e6,bits/sec");

    var set = TraceSet.read(folder, CONFIG);

    assertThat(rates(set.segments().get(0))).containsExactly(5.5, 0.25, 1.0);
    assertThat(set.dirt()).isEmpty();
  }

  @Test
  void countsLinesWithoutUnitAndKeepsThemAsDirtyRows() throws IOException {
    write("nyu-mets/pam-x.csv", "5,Mbits/sec", "iperf: error", "7,bytes");

    var set = TraceSet.read(folder, CONFIG);

    assertThat(rates(set.segments().get(0))).containsExactly(5.0, -1.0, -1.0);
    assertThat(set.dirt())
        .containsOnly(java.util.Map.entry("nyu-mets pam: no unit of bits/sec", 2L));
  }

  @Test
  void keepsThroughputBesideSentinelsAndNegativeValuesRaw() throws IOException {
    write(
        "nyu-mets/mv-bus.csv",
        "throughput_mbps,timing_advance,speed,band_mhz",
        "12.6,2147483647,-1,2100",
        "-3.5,1,1,-1",
        ",1,1,2100");

    var set = TraceSet.read(folder, CONFIG);

    assertThat(rates(set.segments().get(0))).containsExactly(12.6, -3.5, -1.0);
    assertThat(set.dirt())
        .containsEntry("nyu-mets mv: sentinel in timing_advance (throughput kept)", 1L)
        .containsEntry("nyu-mets mv: sentinel in speed (throughput kept)", 1L)
        .containsEntry("nyu-mets mv: sentinel in band_mhz (throughput kept)", 1L)
        .containsEntry("nyu-mets mv: no number", 1L);
  }

  @Test
  void joinsEachIperfRowToThePingRunThatEndedBefore() throws IOException {
    write(
        "starlink-road/iperf.csv",
        "timestamp_start,download_mbps",
        "2024-01-11 09:00:00,90",
        "2024-01-11 10:00:00,101.5",
        "2024-01-11 10:00:01,");
    write(
        "starlink-road/ping.csv",
        "timestamp_start,timestamp_end,packet_loss,ping_avg,ping_stddev",
        "2024-01-11 09:58:00,2024-01-11 09:58:25,0.4,57.5,8.2",
        "2024-01-11 10:00:00,2024-01-11 10:00:25,9,99,9",
        "2024-01-11 10:05:00,2024-01-11 10:05:25,,,");

    var set = TraceSet.read(folder, CONFIG);

    assertThat(set.segments()).hasSize(2);
    assertThat(set.segments().get(0).samples().get(0).rttMs()).isNull();
    assertThat(set.segments().get(1).samples())
        .extracting(TraceSample::rttMs, TraceSample::jitterMs, TraceSample::lossRatio)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(57.5, 8.2, 0.004));
    assertThat(rates(set.segments().get(1))).containsExactly(101.5, -1.0);
    assertThat(set.dirt()).containsEntry("starlink: no download rate", 1L);
  }

  @Test
  void readsBytesOfTenSecondsUnderTheirWrongName() throws IOException {
    write(
        "intercloud/results-x.csv",
        "timestamp,from_cloud,from_region,to_cloud,to_region,bitrate_Bps,avgrtt",
        "2022-02-14T08:56:37Z,AWS,eu-west-1,AWS,eu-central-1,350355456.0,23.541",
        "2022-02-14T08:56:37.5Z,AWS,eu-west-1,AWS,eu-west-1,1250000000,");

    var set = TraceSet.read(folder, CONFIG);

    var wide = set.segments().get(0);
    assertThat(wide.name()).isEqualTo("AWS:eu-west-1");
    assertThat(wide.peer()).isEqualTo("AWS:eu-central-1");
    assertThat(wide.type()).isEqualTo(LinkType.WAN);
    assertThat(rates(wide)).containsExactly(350355456.0 * 8 / 10 / 1e6);
    assertThat(wide.samples().get(0).rttMs()).isEqualTo(23.541);
    assertThat(set.segments().get(1).type()).isEqualTo(LinkType.DC);
    assertThat(rates(set.segments().get(1))).containsExactly(1000.0);
  }

  @Test
  void readsIrregularTimesOfSeveralTracesInOneFile() throws IOException {
    write(
        "abr/hsdpa-norway.csv",
        "trace,time_s,throughput_mbps",
        "\"a\",0.0,4.0",
        "\"b\",0.5,1.0",
        "\"a\",0.55,4.8");
    write("abr/oboe.csv", "trace,time_s,throughput_mbps", "\"o\",0.4,3.1");
    write("abr/unknown.csv", "x", "1");

    var set = TraceSet.read(folder, CONFIG);

    assertThat(set.segments()).extracting(Trace::name).containsExactly("a", "b", "o");
    assertThat(set.segments().get(0).samples())
        .extracting(TraceSample::atS)
        .containsExactly(0.0, 0.55);
  }

  @Test
  void cutsLongTracesAndLeavesAShortTailWithThePieceBefore() {
    var samples =
        java.util.stream.IntStream.range(0, 1450).mapToObj(i -> TraceSample.of(i, i)).toList();

    var pieces = new Trace("t", "p", LinkType.WAN, samples).segments(600);

    assertThat(pieces).extracting(Trace::name).containsExactly("t@0000", "t@0001");
    assertThat(pieces).extracting(piece -> piece.samples().size()).containsExactly(600, 850);
  }

  @Test
  void refusesAFolderWithoutKnownFiles() throws IOException {
    write("elsewhere/pam-x.csv", "1,Mbits/sec");

    assertThatThrownBy(() -> TraceSet.read(folder, CONFIG))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no file of a known data set");
  }

  @Test
  void refusesAMissingFolder() {
    assertThatThrownBy(() -> TraceSet.read(folder.resolve("none"), CONFIG))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("no such folder");
  }

  @Test
  void refusesSegmentsUnderTenMinutes() {
    assertThatThrownBy(() -> new TraceConfig(599, 50)).hasMessageContaining("segment-s: 599");
    assertThatThrownBy(() -> new TraceConfig(600, 0)).hasMessageContaining("default-rtt-ms");
  }

  private void write(String name, String... lines) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  private static List<Double> rates(Trace trace) {
    return trace.samples().stream().map(TraceSample::mbps).toList();
  }
}
