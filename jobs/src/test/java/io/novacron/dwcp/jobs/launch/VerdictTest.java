package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novacron.dwcp.jobs.operate.ReportNights;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void tableSaysVerdictMetricsAndGates() {
    var table = VerdictTable.of(ReportNights.full());

    assertThat(table)
        .contains("compression: BLESSED   version 4   champion 4")
        .containsPattern("tie_aware_accuracy +98.41 % +98.10 to 98.72 % +8,412")
        .containsPattern("gap_closed +test, all +95.70 % +> 93.00 %  passed")
        .containsPattern("cost_budget +test, all +31.27 ms +<= 31 ms  warns");
  }

  @Test
  void tableNamesFailedGatesFirstWithReasons() {
    var table = VerdictTable.of(ReportNights.refusedFirst());

    assertThat(table)
        .contains("NOT_BLESSED   version 1   champion none")
        .containsPattern("recall_of_zstd .* undefined .* FAILED")
        .contains(
            "why: recall_of_zstd: recall on truth=zstd is undefined: no rows; undefined never");
    assertThat(table.indexOf("FAILED")).isLessThan(table.indexOf("passed"));
  }

  @Test
  void tableIsNeverWiderThanItsLimit() {
    var tables =
        VerdictTable.of(ReportNights.full())
            + VerdictTable.of(ReportNights.refusedFirst())
            + VerdictTable.of(ReportNights.hostile());

    assertThat(tables.lines()).allMatch(line -> line.length() <= VerdictTable.WIDTH);
  }

  @Test
  void jsonHoldsWhatMachinesAreOffered() throws JsonProcessingException {
    var text = VerdictJson.of(ReportNights.full(), Path.of("/r/report.html"), 171.20391);

    var root = new ObjectMapper().readTree(text);
    assertThat(text).doesNotContain("\n");
    assertThat(root.fieldNames())
        .toIterable()
        .containsExactly("run_id", "lake", "report", "seconds", "models");
    assertThat(root.at("/seconds").asDouble()).isEqualTo(171.204);
    var model = root.at("/models/0");
    assertThat(model.fieldNames())
        .toIterable()
        .containsExactly("model", "verdict", "version", "champion", "metrics", "gates");
    assertThat(model.at("/champion").asLong()).isEqualTo(4);
    assertThat(model.at("/metrics/tie_aware_accuracy/value").asDouble()).isEqualTo(0.9841);
    assertThat(model.at("/metrics/tie_aware_accuracy/n").asLong()).isEqualTo(8412);
    assertThat(model.at("/gates/0/passed").asBoolean()).isFalse();
    assertThat(model.at("/gates/0/observed").asDouble()).isEqualTo(31.27);
  }

  @Test
  void jsonWritesNullForWhatIsNotThere() throws JsonProcessingException {
    var text = VerdictJson.of(ReportNights.refusedFirst(), Path.of("r.html"), 1);

    var model = new ObjectMapper().readTree(text).at("/models/0");
    assertThat(model.get("champion").isNull()).isTrue();
    assertThat(model.at("/gates/1/observed").isNull()).isTrue();
  }
}
