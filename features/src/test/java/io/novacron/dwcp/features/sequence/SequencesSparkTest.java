package io.novacron.dwcp.features.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.features.Features;
import io.novacron.dwcp.features.sequence.NaiveSequences.Rule;
import io.novacron.dwcp.features.sequence.NaiveSequences.Sample;
import io.novacron.dwcp.features.set.FeatureSets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links with gaps, silences, late and doubled samples and values that were not measured. */
@ExtendWith(LocalSpark.class)
class SequencesSparkTest {

  private static final long START = Instant.parse("2026-01-03T22:00:00Z").getEpochSecond();
  private static final SequenceConfig CONFIG = new SequenceConfig(60, 20, 3, 0.6);
  private static final List<Map.Entry<String, Double>> DATACENTER =
      List.of(
          Map.entry("throughput_mbps", 1000.0),
          Map.entry("rtt_ms", 100.0),
          Map.entry("packet_loss", 1.0),
          Map.entry("jitter_ms", 50.0),
          Map.entry("hour", 24.0),
          Map.entry("weekday", 7.0));
  private static final Rule RULE = new Rule(10, 60, 20, 3, 0.6, DATACENTER);

  /** Four hours over midnight of a Saturday; a silence of an hour in it is a restart. */
  private static List<Sample> samples(String link, long seed) {
    var random = new Random(seed);
    var samples = new ArrayList<Sample>();
    for (var minute = 0; minute < 240; minute++) {
      var restarts = minute > 100 && minute < 160;
      if (restarts || random.nextDouble() < 0.12) {
        continue;
      }
      var at = START + minute * 60L + (random.nextInt(1000) - 500) / 1000.0;
      var late = random.nextDouble() < 0.1 ? random.nextInt(400) : 0;
      var values = new HashMap<String, Double>();
      values.put("throughput_mbps", 100 + 50 * random.nextDouble());
      values.put("rtt_ms", 3 + random.nextDouble());
      values.put("packet_loss", random.nextDouble() / 100);
      values.put("jitter_ms", random.nextDouble());
      if (random.nextDouble() < 0.05) {
        values.remove("throughput_mbps");
      }
      if (random.nextDouble() < 0.1) {
        values.remove("rtt_ms");
      }
      samples.add(new Sample(link, at, at + 2 + late, values));
      if (random.nextDouble() < 0.05) {
        samples.add(new Sample(link, at + 5, at + 9, Map.of("throughput_mbps", 7.0)));
      }
    }
    return samples;
  }

  private static Dataset<Row> telemetry(SparkSession spark, List<Sample> samples, String type) {
    var spec = Tables.TELEMETRY_PATH;
    var rows = new ArrayList<Row>();
    for (var sample : samples) {
      var day = Instant.ofEpochSecond((long) Math.floor(sample.atS())).atOffset(ZoneOffset.UTC);
      var row = new HashMap<String, Object>(sample.values());
      row.put("node_id", sample.link());
      row.put("peer_id", "p");
      row.put("link_type", type);
      row.put("ts", time(sample.atS()));
      row.put("ingested_at", time(sample.arrivedS()));
      row.put("ds", Date.valueOf(day.toLocalDate()));
      rows.add(RowFactory.create(spec.columnNames().stream().map(row::get).toArray()));
    }
    return spark.createDataFrame(rows, spec.structType().asNullable());
  }

  private static Timestamp time(double seconds) {
    return Timestamp.from(Instant.ofEpochSecond(0, Math.round(seconds * 1e3) * 1_000_000));
  }

  /** Windows by the second that they end at. */
  private static Map<Long, List<Float>> windows(Dataset<Row> rows) {
    var windows = new TreeMap<Long, List<Float>>();
    rows.collectAsList()
        .forEach(
            row ->
                windows.put(
                    row.<Timestamp>getAs("ts").toInstant().getEpochSecond(),
                    row.getList(row.fieldIndex("window"))));
    return windows;
  }

  private static Dataset<Row> datacenter(SparkSession spark, List<Sample> samples) {
    return Features.bandwidth(
        telemetry(spark, samples, "metro"), SequenceContract.DATACENTER, CONFIG);
  }

  @Test
  void cutsTheWindowsThatItsNaiveTwinCuts(SparkSession spark) {
    var one = samples("a", 1);
    var other = samples("b", 2);
    var both = new ArrayList<>(one);
    both.addAll(other);

    var rows = datacenter(spark, both);

    SchemaCheck.require(FeatureSets.BANDWIDTH_DATACENTER.tableSpec(), rows.schema(), "write");
    var expected = NaiveSequences.windows(one, RULE);
    assertThat(expected.size()).isBetween(60, 150);
    assertThat(windows(rows.where("node_id = 'a'"))).isEqualTo(expected);
    assertThat(windows(rows.where("node_id = 'b'"))).isEqualTo(NaiveSequences.windows(other, RULE));
  }

  @Test
  void knowsNothingOfRowsAfterT(SparkSession spark) {
    var all = samples("a", 3);
    var whole = windows(datacenter(spark, all));

    var cut = whole.keySet().stream().skip(whole.size() / 2).findFirst().orElseThrow();
    var arrived = all.stream().filter(s -> s.arrivedS() <= cut).toList();
    var taken = all.stream().filter(s -> s.atS() <= cut).toList();

    var until = new TreeMap<>(whole).headMap(cut, true);
    assertThat(windows(datacenter(spark, taken))).isEqualTo(until);
    assertThat(windows(datacenter(spark, arrived)).get(cut)).isEqualTo(whole.get(cut));
  }

  @Test
  void crossesNoRestart(SparkSession spark) {
    var windows = windows(datacenter(spark, samples("a", 4)));

    var silence = START + 101 * 60L;
    var again = START + 160 * 60L;
    assertThat(windows.keySet()).noneMatch(end -> end > silence && end < again + 6 * 60);
    assertThat(windows.keySet()).anyMatch(end -> end > again);
  }

  @Test
  void servesItsOwnKindsOfPathOnly(SparkSession spark) {
    var wide = telemetry(spark, samples("a", 5), "wan");

    var datacenter = Features.bandwidth(wide, SequenceContract.DATACENTER, CONFIG);
    var internet = Features.bandwidth(wide, SequenceContract.INTERNET, CONFIG);

    assertThat(datacenter.count()).isZero();
    assertThat(internet.first().getList(internet.first().fieldIndex("window"))).hasSize(300);
    SchemaCheck.require(FeatureSets.BANDWIDTH_INTERNET.tableSpec(), internet.schema(), "write");
  }

  @Test
  void marksGapsAndRepeatsTheLastStepAsAnInput(SparkSession spark) {
    var rows = datacenter(spark, samples("a", 6)).collectAsList();

    assertThat(rows).anyMatch(row -> row.<Float>getList(row.fieldIndex("mask")).contains(0f));
    for (var row : rows) {
      var window = row.<Float>getList(row.fieldIndex("window"));
      assertThat(row.<Double>getAs("now_bandwidth")).isEqualTo((double) window.get(54));
      assertThat(row.<Float>getList(row.fieldIndex("mask")).get(9)).isEqualTo(1f);
    }
  }
}
