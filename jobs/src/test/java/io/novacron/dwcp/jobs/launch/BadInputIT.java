package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lands badly, through the tool: one clear sentence, and no row is lost. */
@Tag("e2e")
class BadInputIT {

  private static final StructType CONDITIONS =
      StructType.fromDDL(
          "transfer_id string, ts timestamp, ingested_at timestamp, bandwidth_mbps double");
  private static final Timestamp TS = Timestamp.valueOf("2026-01-01 10:00:00");
  private static final Timestamp ARRIVED = Timestamp.valueOf("2026-01-01 10:00:02");

  @TempDir private Path temp;
  private TestLake lake;

  @BeforeEach
  void openLake() {
    lake = ToyLake.at(temp.resolve("lake"));
  }

  /** A model that wants one source. */
  private static ToyTrainer wants(TableSpec table) {
    return new ToyTrainer() {
      @Override
      public List<TableSpec> featureSources() {
        return List.of(table);
      }

      @Override
      public List<TableSpec> labelSources() {
        return List.of();
      }
    };
  }

  private TestLake.Outcome ingest(TableSpec table, String... more) {
    var words = new ArrayList<>(List.of("ingest"));
    words.addAll(Arrays.asList(more));
    return lake.run(Models.of(wants(table)), words.toArray(String[]::new));
  }

  private void landConditions(StructType schema, Object... values) {
    lake.land("conditions", List.of(RowFactory.create(values)), schema);
  }

  private Path day() {
    return lake.folder().resolve("raw/conditions/ds=" + TestLake.DATE);
  }

  private Path file() throws IOException {
    try (var files = Files.list(day())) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  /** Spoils the landing of the conditions in the named way. */
  private void land(String fault) throws IOException {
    switch (fault) {
      case "missing date" -> Files.createDirectories(day().resolveSibling("ds=2025-12-31"));
      case "empty day" -> lake.land("conditions", List.of(), CONDITIONS);
      case "wrong type" ->
          landConditions(
              StructType.fromDDL(
                  "transfer_id string, ts timestamp, ingested_at timestamp, bandwidth_mbps string"),
              "a",
              TS,
              ARRIVED,
              "fast");
      case "missing column" ->
          landConditions(
              StructType.fromDDL("transfer_id string, ts timestamp, ingested_at timestamp"),
              "a",
              TS,
              ARRIVED);
      case "extra column" ->
          landConditions(CONDITIONS.add("colour", "string"), "a", TS, ARRIVED, 1.0, "red");
      case "truncated file" -> {
        landConditions(CONDITIONS, "a", TS, ARRIVED, 1.0);
        var bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 20));
        Files.deleteIfExists(day().resolve("." + file().getFileName() + ".crc"));
      }
      case "Delta table without its log" -> {
        landConditions(CONDITIONS, "a", TS, ARRIVED, 1.0);
        Files.move(
            file(),
            day().resolve("part-00000-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f.c000.snappy.parquet"));
        Files.deleteIfExists(day().resolve("_SUCCESS"));
      }
      default -> throw new IllegalArgumentException(fault);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing date                | date 2026-01-01 is missing in folder
          empty day                   | no rows on 2026-01-01
          wrong type                  | bandwidth_mbps
          missing column              | bandwidth_mbps
          extra column                | colour
          truncated file              | truncated or no Parquet file
          Delta table without its log | a Delta table without its log
          """)
  void refusesAWholeInput(String fault, String sentence) throws IOException {
    land(fault);

    var outcome =
        ingest(Tables.TELEMETRY_CONDITIONS, "-D", "landing.sources.conditions.format=auto");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err().lines().filter(line -> line.startsWith("Cannot")))
        .singleElement()
        .asString()
        .contains("Cannot read landing of conditions", sentence, ";");
    assertThat(lake.rows(Tables.TELEMETRY_CONDITIONS)).isEmpty();
    assertThat(lake.rows(Tables.quarantineOf(Tables.TELEMETRY_CONDITIONS))).isEmpty();
  }

  /** A good row of {@code table} with some values changed. */
  private static Row row(TableSpec table, Map<String, Object> values) {
    return RowFactory.create(
        table.columnNames().stream().filter(name -> !name.equals("ds")).map(values::get).toArray());
  }

  private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    var changed = new HashMap<>(row);
    changed.put(column, value);
    return changed;
  }

  private List<String> refused(TableSpec table) {
    return lake.rows(Tables.quarantineOf(table), "rule").stream()
        .map(rule -> rule.substring(1, rule.length() - 1))
        .toList();
  }

  @Test
  void refusesRowsOfALinkByRuleAndKeepsTheRest() {
    Map<String, Object> good =
        Map.of(
            "ts", TS, "ingested_at", ARRIVED, "node_id", "n1", "link_type", "wan", "rtt_ms", 12.5);
    var link = Tables.TELEMETRY_LINK;
    var rows = new ArrayList<Row>();
    rows.add(row(link, with(good, "peer_id", "good")));
    rows.add(row(link, with(with(good, "peer_id", "nan"), "rtt_ms", Double.NaN)));
    rows.add(row(link, with(with(good, "peer_id", "inf"), "rtt_ms", Double.POSITIVE_INFINITY)));
    rows.add(row(link, with(with(good, "peer_id", "negative"), "throughput_mbps", -3.0)));
    rows.add(row(link, with(with(good, "peer_id", "word"), "network_tier", "Platinum")));
    rows.add(
        row(
            link,
            with(
                with(good, "peer_id", "future"),
                "ingested_at",
                Timestamp.valueOf("2026-01-01 09:00:00"))));
    rows.add(row(link, with(with(good, "peer_id", "unit"), "az", "az-1#loss-permille")));
    rows.add(
        row(
            link,
            with(
                with(with(good, "peer_id", "percent"), "az", "az-1#loss-percent"),
                "packet_loss",
                1.0)));
    rows.add(row(link, Map.of()));
    lake.land(link, "link", rows);

    var outcome =
        ingest(link, "-D", "quality.max-refused-share=0.9", "-D", "quality.min-completeness=0");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(refused(link))
        .containsExactly(
            "az-unit",
            "network_tier-vocabulary",
            "rtt_ms-finite",
            "throughput_mbps-in-domain",
            "ts-not-in-future",
            "ts-not-null");
    assertThat(lake.rows(link, "peer_id", "rtt_ms", "az", "packet_loss"))
        .containsExactly(
            "[good,12.5,null,null]", "[nan,null,null,null]", "[percent,12.5,az-1,0.01]");
  }

  @Test
  void refusesRowsOfANodeByRuleAndKeepsTheRest() {
    Map<String, Object> good =
        Map.of(
            "ts",
            TS,
            "ingested_at",
            ARRIVED,
            "node_id",
            "good",
            "cpu_usage",
            0.5,
            "queue_depth",
            2.0);
    var node = Tables.TELEMETRY_NODE;
    var rows = new ArrayList<Row>();
    rows.add(row(node, good));
    rows.add(row(node, with(with(good, "node_id", "nan"), "cpu_usage", Double.NaN)));
    rows.add(
        row(node, with(with(good, "node_id", "inf"), "queue_depth", Double.POSITIVE_INFINITY)));
    rows.add(
        row(
            node,
            with(with(good, "node_id", "-inf"), "clock_offset_ms", Double.NEGATIVE_INFINITY)));
    rows.add(row(node, with(with(good, "node_id", "share"), "cpu_usage", 1.5)));
    rows.add(row(node, with(good, "node_id", " ")));
    lake.land(node, "node", rows);

    var outcome =
        ingest(node, "-D", "quality.max-refused-share=0.9", "-D", "quality.min-completeness=0");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(refused(node))
        .containsExactly(
            "clock_offset_ms-finite",
            "cpu_usage-in-domain",
            "node_id-not-null",
            "queue_depth-finite");
    assertThat(lake.rows(node, "node_id", "cpu_usage", "queue_depth"))
        .containsExactly("[good,0.5,2.0]", "[nan,null,2.0]");
  }

  @Test
  void refusesAPayloadAboveTheLimitAndANegativeEstimate() {
    var payload = new byte[64];
    Map<String, Object> good = new HashMap<>();
    for (var name : List.of("node_id", "peer_id", "site", "stream_id", "payload_source")) {
      good.put(name, "x");
    }
    good.putAll(
        Map.of("ts", TS, "ingested_at", ARRIVED, "link_type", "wan", "payload_class", "text"));
    good.putAll(Map.of("size_bytes", 64L, "payload", payload, "bandwidth_estimate_mbps", 5.0));
    var transfers = Tables.TELEMETRY_TRANSFERS;
    var large = with(with(good, "payload", new byte[65]), "size_bytes", 65L);
    lake.land(
        transfers,
        "transfers",
        List.of(
            row(transfers, with(good, "transfer_id", "good")),
            row(transfers, with(large, "transfer_id", "large")),
            row(
                transfers,
                with(with(good, "transfer_id", "negative"), "bandwidth_estimate_mbps", -1.5))));

    var outcome =
        ingest(
            transfers, "-D", "quality.max-refused-share=0.9", "-D", "clean.max-payload-bytes=64");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(refused(transfers))
        .containsExactly("bandwidth_estimate_mbps-in-domain", "payload-too-large");
    assertThat(lake.rows(transfers, "transfer_id")).containsExactly("[good]");
  }

  @Test
  void refusesALakeWhoseTablesLeaveItThroughALink() throws IOException {
    Files.createDirectories(lake.folder());
    var elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    Files.createSymbolicLink(lake.folder().resolve("tables"), elsewhere);

    var outcome = ingest(Tables.TELEMETRY_CONDITIONS);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("leaves the lake through a link", "replace the link");
    assertThat(elsewhere).isEmptyDirectory();
  }
}
