package io.novacron.dwcp.features.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.Landed;
import io.novacron.dwcp.common.table.LandingConfig.Format;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class CleanerSparkTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final CleanConfig CONFIG =
      new CleanConfig(
          3_600,
          5,
          8,
          List.of(2147483647.0, -1.0),
          Map.of(
              "network-tier", Map.of("Premium", "tier1", "Tier4", "tier3"),
              "dwcp-mode", Map.of("turbo", "optimized")));

  private static final Map<String, ShareUnit> MARKS = Map.of("loss-ratio", ShareUnit.RATIO);

  private static Source source(TableSpec spec, ShareUnit unit, Map<String, String> vocabularies) {
    return new Source(
        "in", spec.name(), Format.AUTO, false, unit, unit, Map.of(), vocabularies, MARKS);
  }

  private static final Source LINK =
      source(
          Tables.TELEMETRY_LINK,
          ShareUnit.PERCENT,
          Map.of("network_tier", "network-tier", "dwcp_mode", "dwcp-mode"));
  private static final Source TRANSFERS =
      source(Tables.TELEMETRY_TRANSFERS, ShareUnit.RATIO, Map.of());

  /** A whole row of which a test changes one or two values. */
  private static Map<String, Object> linkRow(String peer) {
    var row = new HashMap<String, Object>();
    row.put("ts", Timestamp.valueOf("2026-01-01 10:00:00"));
    row.put("ds", Date.valueOf(DAY));
    row.put("ingested_at", Timestamp.valueOf("2026-01-01 10:00:01"));
    row.put("node_id", "n1");
    row.put("peer_id", peer);
    row.put("link_type", "wan");
    row.put("rtt_ms", 12.5);
    row.put("packet_loss", 0.8);
    row.put("network_tier", "tier2");
    return row;
  }

  private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    var changed = new HashMap<>(row);
    changed.put(column, value);
    return changed;
  }

  private static Map<String, Object> transferRow(String id, String payload) {
    var row = new HashMap<String, Object>();
    row.put("transfer_id", id);
    row.put("ts", Timestamp.valueOf("2026-01-01 10:00:00"));
    row.put("ds", Date.valueOf(DAY));
    row.put("ingested_at", Timestamp.valueOf("2026-01-01 10:00:01"));
    row.put("node_id", "n1");
    row.put("peer_id", "n2");
    row.put("link_type", "dc");
    row.put("site", "site-1");
    row.put("stream_id", "s1");
    row.put("payload_source", "f1");
    row.put("payload_class", "text");
    row.put("size_bytes", (long) payload.length());
    row.put("payload", payload.getBytes(StandardCharsets.UTF_8));
    return row;
  }

  private static Landed landed(SparkSession spark, Source source, List<Map<String, Object>> rows) {
    var columns = source.spec().columnNames();
    var values = new ArrayList<Row>();
    for (var row : rows) {
      values.add(RowFactory.create(columns.stream().map(row::get).toArray()));
    }
    StructType nullable = source.spec().structType().asNullable();
    var counts = new TreeMap<LocalDate, Long>(Map.of(DAY, (long) rows.size()));
    return new Landed(spark.createDataFrame(values, nullable), counts);
  }

  private static Cleaner cleaner(Source source) {
    return new Cleaner(source, CONFIG, CleanRun.before(DAY.plusDays(1), "r1", CONFIG));
  }

  /** Rule and reason of every refused row by peer or transfer; asserts that none is lost. */
  private static Map<String, String> refusals(
      SparkSession spark, Source source, List<Map<String, Object>> rows) {
    var name = source.equals(LINK) ? "peer_id" : "transfer_id";
    try (var cleaned = cleaner(source).clean(landed(spark, source, rows))) {
      var refused = new TreeMap<String, String>();
      for (var row : cleaned.refused().selectExpr("raw_row", "rule", "reason").collectAsList()) {
        var key = row.getString(0).replaceAll(".*\"%s\":\"([^\"]*)\".*".formatted(name), "$1");
        refused.merge(key, row.getString(1) + ": " + row.getString(2), (a, b) -> a + " & " + b);
      }
      assertThat(cleaned.clean().count()).isEqualTo(cleaned.cleanCount());
      assertThat(cleaned.refused().count()).isEqualTo(cleaned.refusedCount());
      assertThat(cleaned.cleanCount() + cleaned.refusedCount()).isEqualTo(rows.size());
      return refused;
    }
  }

  @Test
  void conformsWordsUnitsAndNaN(SparkSession spark) {
    var raw = with(linkRow("a"), "network_tier", "Premium");
    raw = with(raw, "dwcp_mode", "turbo");
    raw = with(raw, "rtt_ms", Double.NaN);

    try (var cleaned = cleaner(LINK).clean(landed(spark, LINK, List.of(raw)))) {
      var row = cleaned.clean().select("network_tier", "dwcp_mode", "rtt_ms", "packet_loss").head();

      assertThat(row).isEqualTo(RowFactory.create("tier1", "optimized", null, 0.008));
      assertThat(List.of(cleaned.clean().columns())).isEqualTo(Tables.TELEMETRY_LINK.columnNames());
    }
  }

  @Test
  void refusesEachKindOfDirtByItsRuleWithTheValue(SparkSession spark) {
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(linkRow("good"));
    rows.add(with(linkRow("unknown-word"), "network_tier", "Gold"));
    rows.add(with(linkRow("negative"), "throughput_mbps", -3.5));
    rows.add(with(linkRow("infinite"), "rtt_ms", Double.NEGATIVE_INFINITY));
    rows.add(with(linkRow("sentinel"), "queue_depth", 2147483647.0));
    rows.add(with(linkRow("minus-one"), "bytes_tx", -1L));
    rows.add(with(linkRow("unit"), "packet_loss", 250.0));
    rows.add(with(linkRow("no-type"), "link_type", null));
    rows.add(with(linkRow("blank"), "node_id", " "));
    rows.add(with(linkRow("other-day"), "ts", Timestamp.valueOf("2025-12-31 23:59:59")));
    rows.add(with(linkRow("future"), "ts", Timestamp.valueOf("2026-01-01 10:00:07")));
    rows.add(with(linkRow("late"), "ingested_at", Timestamp.valueOf("2026-01-01 11:00:01")));
    rows.add(with(linkRow("next-year"), "ingested_at", Timestamp.valueOf("2027-01-01 00:00:00")));
    var nothing = new HashMap<String, Object>();
    nothing.put("ds", Date.valueOf(DAY));
    nothing.put("peer_id", "nulls");
    rows.add(nothing);

    var refused = refusals(spark, LINK, rows);

    assertThat(refused)
        .doesNotContainKey("good")
        .hasSize(13)
        .containsEntry(
            "unknown-word",
            "network_tier-vocabulary: network_tier is 'Gold', none of tier1, tier2, tier3")
        .containsEntry(
            "negative",
            "throughput_mbps-in-domain: throughput_mbps is -3.5 Mbit/s, outside 0 to 400000")
        .containsEntry(
            "infinite", "rtt_ms-finite: rtt_ms is -Infinity, which stands for no measured value")
        .containsEntry(
            "sentinel",
            "queue_depth-finite: queue_depth is 2.147483647E9, which stands for no measured value")
        .containsEntry(
            "minus-one", "bytes_tx-finite: bytes_tx is -1, which stands for no measured value")
        .containsEntry("unit", "packet_loss-in-domain: packet_loss is 2.5 ratio, outside 0 to 1")
        .containsEntry("no-type", "link_type-not-null: link_type is null")
        .containsEntry("blank", "node_id-not-null: node_id is empty")
        .containsEntry(
            "other-day", "ts-in-partition: ts is 2025-12-31 23:59:59 in partition 2026-01-01")
        .containsEntry(
            "future",
            "ts-not-in-future: ts is 2026-01-01 10:00:07 and ingested_at is 2026-01-01 10:00:01,"
                + " more than 5 s apart or after the night's end 2026-01-02T01:00:00Z")
        .containsEntry(
            "late",
            "too-late: ts is 2026-01-01 10:00:00 and ingested_at is 2026-01-01 11:00:01,"
                + " later than 3600 s")
        .containsEntry("nulls", "ts-not-null: ts is null");
    assertThat(refused.get("next-year")).startsWith("ts-not-in-future: ");
  }

  @Test
  void keepsTheFirstOfAKeyAndNeverCountsABrokenCopyAsFirst(SparkSession spark) {
    var broken = with(linkRow("b"), "rtt_ms", -5.0);
    var later = with(linkRow("a"), "ingested_at", Timestamp.valueOf("2026-01-01 10:00:09"));
    var laterB = with(linkRow("b"), "ingested_at", Timestamp.valueOf("2026-01-01 10:00:09"));
    var rows = List.of(later, linkRow("a"), linkRow("a"), broken, laterB, linkRow("c"));

    var refused = refusals(spark, LINK, rows);

    var first = ", which arrived before at 2026-01-01 10:00:01";
    var copy =
        "duplicate-key: ds, node_id, peer_id, ts is 2026-01-01, n1, a, 2026-01-01 10:00:00" + first;
    assertThat(refused).containsOnlyKeys("a", "b").containsEntry("a", copy + " & " + copy);
    assertThat(refused.get("b")).startsWith("rtt_ms-in-domain: ").doesNotContain("&");
    try (var cleaned = cleaner(LINK).clean(landed(spark, LINK, rows))) {
      assertThat(
              cleaned.clean().where("peer_id = 'a'").select("ingested_at").head().getTimestamp(0))
          .isEqualTo(Timestamp.valueOf("2026-01-01 10:00:01"));
      assertThat(cleaned.counts().get(DAY))
          .isEqualTo(
              new DayCount(3, new TreeMap<>(Map.of("duplicate-key", 2L, "rtt_ms-in-domain", 1L))));
    }
  }

  @Test
  void refusesPayloadsThatAreTooLargeOrOfAnotherSizeAndHidesTheirBytes(SparkSession spark) {
    var rows =
        List.of(
            transferRow("good", "abc"),
            transferRow("large", "secret-payload"),
            with(transferRow("size", "abc"), "size_bytes", 4L),
            with(transferRow("none", "abc"), "payload", null));

    var refused = refusals(spark, TRANSFERS, rows);

    assertThat(refused)
        .hasSize(3)
        .containsEntry("large", "payload-too-large: payload has 14 bytes, more than 8")
        .containsEntry("size", "size-matches-payload: size_bytes is 4 but the payload has 3 bytes")
        .containsEntry("none", "payload-not-null: payload is null");
    try (var cleaned = cleaner(TRANSFERS).clean(landed(spark, TRANSFERS, rows))) {
      var row = cleaned.refused().where("rule = 'payload-too-large'").head();
      var json = row.<String>getAs("raw_row");
      assertThat(json)
          .contains("\"payload\":{\"length\":14,\"sha256_prefix\":\"")
          .contains("\"baseline\":null")
          .doesNotContain("secret");
      assertThat(row.<String>getAs("row_digest")).hasSize(64);
      assertThat(row.<String>getAs("run_id")).isEqualTo("r1");
    }
  }

  @Test
  void givesTheSameResultWhateverTheOrderAndPartitions(SparkSession spark) {
    var rows = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 20; i++) {
      rows.add(with(linkRow("p" + i % 7), "rtt_ms", (double) i));
    }
    var reversed = new ArrayList<>(rows);
    java.util.Collections.reverse(reversed);
    var other = landed(spark, LINK, reversed);
    var spread = new Landed(other.rows().repartition(5), other.rowsByDate());

    try (var once = cleaner(LINK).clean(landed(spark, LINK, rows));
        var again = cleaner(LINK).clean(spread)) {
      assertThat(again.clean().collectAsList())
          .containsExactlyInAnyOrderElementsOf(once.clean().collectAsList());
      assertThat(again.refused().collectAsList())
          .containsExactlyInAnyOrderElementsOf(once.refused().collectAsList());
      assertThat(again.inputDigest()).isEqualTo(once.inputDigest()).hasSize(64);
      assertThat(once.cleanCount()).isEqualTo(7);
    }
  }

  @Test
  void refusesToGoOnWhenRowsWereLost(SparkSession spark) {
    var landed = landed(spark, LINK, List.of(linkRow("a")));
    var promised = new Landed(landed.rows(), new TreeMap<>(Map.of(DAY, 2L)));

    assertThatThrownBy(() -> cleaner(LINK).clean(promised))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("2026-01-01 has 1 clean + 0 refused rows of 2");
  }

  @Test
  void countsADateWithoutRows(SparkSession spark) {
    try (var cleaned = cleaner(LINK).clean(landed(spark, LINK, List.of()))) {
      assertThat(cleaned.counts()).isEqualTo(Map.of(DAY, new DayCount(0, new TreeMap<>())));
      assertThat(cleaned.clean().count()).isZero();
    }
  }
}
