package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.CommitInfo;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A lake of one day that a test fills, runs the tool on and spoils.
 *
 * @param folder the lake
 * @param conf file of {@code src/test/resources} that its nights are configured by
 */
record TestLake(Path folder, String conf) {

  static final String DATE = "2026-01-01";

  /** The models of a night, from their configuration. */
  interface Models extends Function<ModelsConfig, List<Trainer>> {

    /** One model of the test. */
    static Models of(Trainer trainer) {
      return config -> List.of(trainer);
    }

    /** The suite's only model, changed by the test. */
    static Models changed(UnaryOperator<Trainer> change) {
      return config -> List.of(change.apply(config.trainers().get(0)));
    }
  }

  /** What the tool said. */
  record Outcome(int code, String out, String err) {}

  /** Rows of the date, in the columns that the table declares but {@code ds}. */
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
        .parquet(landing(source).toString());
  }

  private Path landing(String source) {
    return folder.resolve("raw/%s/ds=%s".formatted(source, DATE));
  }

  /** What has landed of a source. */
  Dataset<Row> landed(String source) {
    return LocalSpark.session().read().parquet(landing(source).toString());
  }

  /** Changes what has landed of a source. */
  void spoilLanding(String source, UnaryOperator<Dataset<Row>> change) throws IOException {
    var spoilt = folder.resolve("spoilt").toString();
    change.apply(landed(source)).coalesce(1).write().parquet(spoilt);
    try (var old = Files.walk(landing(source))) {
      for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.move(Path.of(spoilt), landing(source));
  }

  /** Changes a committed table of the date behind the tool's back. */
  void spoil(TableSpec table, UnaryOperator<Dataset<Row>> change) {
    var day = LocalDate.parse(DATE);
    var rows = change.apply(store().read(table));
    store()
        .replaceDates(table, rows, day, day.plusDays(1), new CommitInfo("test", "test", "spoilt"));
  }

  /** A copy that a test may spoil. */
  TestLake copy(Path target) throws IOException {
    return copyOf(target, "");
  }

  /** A lake with the same of these folders and nothing else. */
  TestLake copyOf(Path target, String... parts) throws IOException {
    for (var part : parts) {
      try (var paths = Files.walk(folder.resolve(part))) {
        paths.forEach(path -> copyOne(path, target.resolve(folder.relativize(path).toString())));
      }
    }
    return new TestLake(target, conf);
  }

  private static void copyOne(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the tool on this lake. */
  Outcome run(Models models, String... words) {
    var all = new ArrayList<>(List.of(words));
    var file = Path.of("src/test/resources", conf).toAbsolutePath().toString();
    all.addAll(List.of("--lake", folder.toString(), "--date", DATE, "--conf-file", file));
    return tool(models, all);
  }

  static Outcome tool(Models models, List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            models);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
