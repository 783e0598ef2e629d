package io.novacron.dwcp.features.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.Landed;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class IncidentRulesSparkTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final CleanConfig CONFIG =
      new CleanConfig(3600, 5, 8, List.of(2147483647.0, -1.0), Map.of());
  private static final Source INCIDENTS =
      new Source(
          "incidents",
          Tables.TELEMETRY_INCIDENTS.name(),
          Format.AUTO,
          true,
          ShareUnit.RATIO,
          ShareUnit.RATIO,
          Map.of(),
          Map.of(),
          Map.of());

  @Test
  void keepsAnOpenIncidentAndRefusesOneThatEndsBeforeItHasStarted(SparkSession spark) {
    var rows =
        Frames.of(
            spark,
            "ts timestamp, ds date, ingested_at timestamp, incident_id string, node_id string,"
                + " kind string, severity string, started_at timestamp, ended_at timestamp",
            line("whole", "n1 | crash | blunt | 2026-01-01 08:00:00 | 2026-01-01 08:30:00"),
            line("open", "n2 | crash | blunt | 2026-01-01 08:00:00 | "),
            line("reversed", "n3 | crash | blunt | 2026-01-01 08:00:00 | 2026-01-01 07:59:00"),
            line("empty", "n4 | crash | blunt | 2026-01-01 08:00:00 | 2026-01-01 08:00:00"),
            line("nobody", " | crash | blunt | 2026-01-01 08:00:00 | "),
            line("huge", "n5 | crash | huge | 2026-01-01 08:00:00 | "),
            line("whole", "n1 | crash | blunt | 2026-01-01 08:00:00 | 2026-01-01 08:30:00"));
    var landed = new Landed(rows, new TreeMap<>(Map.of(DAY, rows.count())));

    try (var cleaned =
        new Cleaner(INCIDENTS, CONFIG, CleanRun.before(DAY.plusDays(1), "r1", CONFIG))
            .clean(landed)) {
      var refused =
          cleaned.refused().collectAsList().stream()
              .collect(
                  Collectors.groupingBy(row -> row.<String>getAs("rule"), Collectors.counting()));
      assertThat(cleaned.clean().select("incident_id").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactlyInAnyOrder("whole", "open");
      assertThat(refused)
          .isEqualTo(
              Map.of(
                  "ends-after-its-start", 2L,
                  "node_id-not-null", 1L,
                  "severity-vocabulary", 1L,
                  "duplicate-key", 1L));
      assertThat(
              cleaned.refused().where("rule = 'ends-after-its-start'").collectAsList().stream()
                  .map((Row row) -> row.<String>getAs("reason")))
          .contains("ended_at is 2026-01-01 07:59:00, not after started_at, 2026-01-01 08:00:00");
    }
  }

  private static String line(String id, String rest) {
    return "2026-01-01 09:00:00 | 2026-01-01 | 2026-01-01 09:00:02 | " + id + " | " + rest;
  }
}
