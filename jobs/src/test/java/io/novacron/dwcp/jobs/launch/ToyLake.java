package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A lake of one day and 240 transfers, and the tool run on it with models of the test. */
record ToyLake(Path folder) {

  static final String DATE = "2026-01-01";
  private static final Instant MIDNIGHT = Instant.parse(DATE + "T00:00:00Z");
  private static final int TRANSFERS = 240;

  /** What the tool said. */
  record Outcome(int code, String out, String err) {}

  /** Lands the day: true rates around 50 Mbit/s, and outcomes that show them with 25 % noise. */
  static ToyLake land(Path folder) {
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
    var lake = new ToyLake(folder);
    lake.land(Tables.TELEMETRY_OUTCOMES, "outcomes", outcomes);
    lake.land(Tables.TELEMETRY_CONDITIONS, "conditions", conditions);
    return lake;
  }

  /** Rows of a date, in the columns that the table declares but {@code ds}. */
  void land(TableSpec table, String source, List<Row> rows) {
    var all = table.structType().asNullable();
    var schema = new StructType();
    for (var field : all.fields()) {
      schema = field.name().equals("ds") ? schema : schema.add(field);
    }
    land(source, rows, schema);
  }

  void land(String source, List<Row> rows, StructType schema) {
    LocalSpark.session()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.resolve("raw/%s/ds=%s".formatted(source, DATE)).toString());
  }

  /** A copy that a test may spoil. */
  ToyLake copy(Path target) throws IOException {
    return copy(folder, target);
  }

  /** A lake with the same landing and no tables. */
  ToyLake copyOfLanding(Path target) throws IOException {
    return copy(folder.resolve("raw"), target);
  }

  private ToyLake copy(Path part, Path target) throws IOException {
    try (var paths = Files.walk(part)) {
      for (var path : paths.toList()) {
        var to = target.resolve(folder.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.copy(path, to);
        }
      }
    }
    return new ToyLake(target);
  }

  /** Runs the tool on this lake with one model. */
  Outcome run(Trainer trainer, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of("--lake", folder.toString(), "--date", DATE, "--conf-file", conf().toString()));
    return tool(trainer, all);
  }

  static Outcome tool(Trainer trainer, List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            config -> List.of(trainer));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Path conf() {
    return Path.of("src/test/resources/toy-night.conf").toAbsolutePath();
  }

  /** Reads the lake's tables. */
  TableStore store() {
    return new TableStore(LocalSpark.session(), folder);
  }

  /** All rows of a table as text, sorted; none when there is no table. */
  List<String> rows(TableSpec table, String... columns) {
    var store = store();
    if (!store.exists(table)) {
      return List.of();
    }
    var rows = store.read(table);
    var chosen = columns.length == 0 ? rows.columns() : columns;
    return rows.selectExpr(chosen).collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
