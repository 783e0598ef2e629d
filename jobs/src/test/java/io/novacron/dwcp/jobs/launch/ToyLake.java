package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.schema.Tables;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Lakes for models of the test: empty ones, and one of 240 transfers. */
final class ToyLake {

  private static final Instant MIDNIGHT = Instant.parse(TestLake.DATE + "T00:00:00Z");
  private static final int TRANSFERS = 240;

  private ToyLake() {}

  /** A lake without anything in it. */
  static TestLake at(Path folder) {
    return new TestLake(folder, "toy-night.conf");
  }

  /** Lands the day: true rates around 50 Mbit/s, and outcomes that show them with 25 % noise. */
  static TestLake land(Path folder) {
    var random = new Random(7);
    var outcomes = new ArrayList<Row>();
    var conditions = new ArrayList<Row>();
    for (var i = 0; i < TRANSFERS; i++) {
      var at = MIDNIGHT.plusSeconds(360L * i);
      var id = "t-%03d".formatted(i);
      double mbps = 50 * Math.exp(0.5 * random.nextGaussian());
      var shown = Math.round(1000 * mbps * Math.exp(0.25 * random.nextGaussian()));
      outcomes.add(
          RowFactory.create(
              id,
              Timestamp.from(at),
              Timestamp.from(at.plusSeconds(2)),
              "s" + i % 20,
              "n1",
              "n2",
              "text",
              "zstd",
              4096L + random.nextInt(100_000),
              shown));
      conditions.add(
          RowFactory.create(id, Timestamp.from(at), Timestamp.from(at.plusSeconds(30)), mbps));
    }
    var lake = at(folder);
    lake.land(Tables.TELEMETRY_OUTCOMES, "outcomes", outcomes);
    lake.land(Tables.TELEMETRY_CONDITIONS, "conditions", conditions);
    return lake;
  }
}
