package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.LedgerTables;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a range in one process: their order, and which of them run again. */
@Tag("e2e")
class RangeIT {

  private static final String NEXT = "2026-01-02";

  @TempDir private static Path temp;
  private static TestLake lake;

  @BeforeAll
  static void landTwoDays() {
    lake = ToyLake.land(temp.resolve("lake"));
    for (var source : List.of("outcomes", "conditions")) {
      var folder = lake.folder().resolve("raw").resolve(source);
      var day =
          LocalSpark.session().read().parquet(folder.resolve("ds=" + TestLake.DATE).toString());
      var later = expr("INTERVAL 1 DAY");
      day.withColumn("ts", col("ts").plus(later))
          .withColumn("ingested_at", col("ingested_at").plus(later))
          .write()
          .parquet(folder.resolve("ds=" + NEXT).toString());
    }
  }

  @AfterAll
  static void stop() {
    LocalSpark.session().stop();
  }

  private static TestLake.Outcome range(String command, String... more) {
    var words =
        new ArrayList<>(
            List.of(
                command,
                "--from",
                TestLake.DATE,
                "--to",
                NEXT,
                "--lake",
                lake.folder().toString(),
                "--conf-file",
                Path.of("src/test/resources/toy-night.conf").toAbsolutePath().toString()));
    words.addAll(List.of(more));
    var outcome = TestLake.tool(TestLake.Models.of(new ToyTrainer()), words);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static List<String> attempts() {
    return lake.rows(LedgerTables.RUNS, "ds", "attempt", "status");
  }

  @Test
  void runsNightsInTheOrderOfTheirDatesAndSkipsThoseThatAreDone() {
    var first = range("ingest");

    assertThat(first.err()).containsSubsequence("night of 2026-01-01: run", "night of 2026-01-02");
    assertThat(attempts()).containsExactly("[2026-01-01,1,done]", "[2026-01-02,1,done]");

    var skipped = range("ingest", "--run-mode", "fill-gaps");

    assertThat(skipped.err().lines().filter(line -> line.contains("is done and is skipped")))
        .hasSize(2);
    assertThat(attempts()).as("nothing has run").hasSize(2);

    assertThat(range("features", "--run-mode", "fill-gaps").err())
        .as("an ingested night has no features yet")
        .doesNotContain("skipped");
    assertThat(attempts()).hasSize(4);

    range("ingest", "--run-mode", "force");

    assertThat(attempts()).contains("[2026-01-01,3,done]", "[2026-01-02,3,done]");

    var nights = range("night", "--only-step", "labels", "--output", "json");

    assertThat(nights.out().lines().filter(line -> line.startsWith("{")))
        .as("one object a night")
        .satisfiesExactly(
            line -> assertThat(line).contains("/2026-01-01-"),
            line -> assertThat(line).contains("/2026-01-02-"));
  }
}
