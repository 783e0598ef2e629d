package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.novacron.dwcp.common.error.DataError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {

  private static final String HEADER =
      "protocol,faults,nodes,workers_per_node,input_rate_tps,tx_size_bytes,header_size_bytes,"
          + "max_header_delay_ms,batch_size_bytes,max_batch_delay_ms,consensus_tps,"
          + "consensus_latency_ms,e2e_latency_ms";
  private static final ConsensusConfig QUICK =
      Laboratory.with(
          Map.of(
              "simulate.check.seconds", "60",
              "simulate.check.placements", "8"));

  @TempDir private Path folder;

  @Test
  void fitsOneConstantAndPredictsTheRest() throws IOException {
    write(
        "bullshark.csv.gz",
        "bullshark,0,10,1,10000,512,1,5000,500000,200,9322,1450,2022",
        "bullshark,1,10,1,9000,512,1,5000,500000,200,8752,2380,4246",
        "bullshark,1,10,1,9000,512,1,5000,500000,200,8752,1500,2246",
        "bullshark,0,10,1,140000,512,1,5000,500000,200,111344,3078,6981",
        "bullshark,0,20,1,10000,512,1,5000,500000,200,9322,15000,15100");

    var rows = new Replication(QUICK, bullshark(), 1).compare(folder);

    assertThat(rows.get(0).ratio().orElseThrow()).isBetween(0.995, 1.005);
    assertThat(rows.get(0).constantMs()).isBetween(30.0, 50.0);
    assertThat(rows)
        .extracting(Comparison::verdict)
        .containsExactly(
            Comparison.Verdict.WITHIN,
            Comparison.Verdict.WITHIN,
            Comparison.Verdict.WITHIN,
            Comparison.Verdict.OUTSIDE,
            Comparison.Verdict.OUTSIDE);
    assertThat(rows)
        .extracting(Comparison::saturated)
        .containsExactly(false, false, false, true, false);
    assertThat(rows.get(1).modes()).contains("dead turn", "no dead turn");
    assertThat(rows.get(1).oursMs().orElseThrow())
        .isGreaterThan(1.3 * rows.get(2).oursMs().orElseThrow());
  }

  @Test
  void tellsPlacementsOfFourByTheRegionsThatHaveATurn() throws IOException {
    write("tusk.csv.gz", "tusk,0,4,1,10000,512,1000,200,500000,200,9394,2221,2763");

    var tusk = Laboratory.SHIPPED.published().get(1);
    var row = new Replication(Laboratory.SHIPPED, tusk, 1).compare(folder).get(0);

    var withSydney = new Latencies();
    var without = new Latencies();
    for (var mode : row.modes().split("; ", -1)) {
      var words = mode.split(" ", -1);
      assertThat(words[0].split("\\+", -1)).hasSize(2);
      (words[0].contains("ap-southeast-2") ? withSydney : without)
          .add(Double.parseDouble(words[1]), Double.parseDouble(words[3].substring(1)));
    }
    assertThat(row.placements()).isEqualTo(24);
    assertThat(withSydney.total() + without.total()).isEqualTo(24);
    assertThat(withSydney.mean().orElseThrow()).isGreaterThan(1.03 * without.mean().orElseThrow());
    assertThat(row.oursMs().orElseThrow())
        .isBetween(without.mean().orElseThrow(), withSydney.mean().orElseThrow());
  }

  @Test
  void saysThatAFileIsAbsent() {
    var rows = new Replication(QUICK, bullshark(), 1).compare(folder);

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).verdict()).isEqualTo(Comparison.Verdict.ABSENT);
    assertThat(rows.get(0).ratio()).isEmpty();
  }

  @Test
  void refusesARunWithoutALatency() throws IOException {
    write("bullshark.csv.gz", "bullshark,0,10,1,10000,512,1,5000,500000,200,9322,,2022");

    assertThatExceptionOfType(DataError.class)
        .isThrownBy(() -> new Replication(QUICK, bullshark(), 1).compare(folder))
        .withMessageContaining("bullshark.csv.gz row 1 has no consensus_latency_ms");
  }

  private static PublishedConfig bullshark() {
    return Laboratory.SHIPPED.published().get(0);
  }

  private void write(String file, String... rows) throws IOException {
    var lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(List.of(rows));
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(file)))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }
}
