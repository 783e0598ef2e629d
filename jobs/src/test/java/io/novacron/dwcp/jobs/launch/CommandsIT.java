package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool through its arguments: exit code, the one sentence, and nothing left behind. */
class CommandsIT {

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            List.of(words),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void refusesAnUnknownSubcommandAndNamesTheKnownOnes() {
    var outcome = run("bake");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("unknown subcommand: 'bake'", "demo, generate, ingest");
  }

  @Test
  void refusesAnUnknownOptionInOneSentence() {
    var outcome = run("night", "--lak", "x");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("--lak");
  }

  @Test
  void refusesAnUnknownKeyWithTheNearestKnownName() {
    var outcome = run("config", "-D", "night.split-seed=3");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("night.split-seed", "split-seeds");
  }

  @Test
  void refusesAMalformedFileWithItsLine(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("bad.conf"), "night {\n  split-seeds = = 3\n");

    var outcome = run("config", "--conf-file", file.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("bad.conf");
  }

  @Test
  void refusesAGateWithoutABoundBeforeAnySession() {
    var outcome =
        run(
            "config",
            "-D",
            "models.compression.gates=[{name=a,metric=accuracy,datasets=[test],slice=all,"
                + "compare=value,against=none,direction=at-leest,bound=0.5,on=value,min-n=1,"
                + "severity=block}]");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("at-leest");
  }

  @Test
  void showsEveryValueWithItsOrigin() {
    var outcome = run("config", "--show", "-D", "seed=7");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("seed = 7", "night.split-seeds = 5", "reference.conf");
  }

  @Test
  void plansANightWithoutASession(@TempDir Path lake) {
    var outcome = run("night", "--dry-run", "--lake", lake.resolve("l").toString());

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("publish: [model_candidates, leak_results, eval_metrics");
    assertThat(lake.resolve("l")).doesNotExist();
  }

  @Test
  void refusesADateThatIsNone() {
    var outcome = run("night", "--date", "2026-02-30", "--lake", "unused");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("2026-02-30", "yyyy-MM-dd");
  }

  @Test
  void endsWithADataErrorWhenTheDateNeverLanded(@TempDir Path lake) throws IOException {
    Files.createDirectories(lake.resolve("raw"));

    var outcome = run("ingest", "--date", "2026-01-02", "--lake", lake.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains("Cannot");
  }

  @Test
  void refusesALakeThatIsAFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("lake"), "not a folder");

    var outcome = run("night", "--date", "2026-01-02", "--lake", file.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("Cannot lock lake", file.toString());
  }

  /** Not by permissions, which do not bind every user: this file system takes no folders at all. */
  @Test
  void refusesALakeThatCannotBeWritten() {
    var outcome = run("night", "--date", "2026-01-02", "--lake", "/proc/dwcp-lake");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err())
        .contains("Cannot lock lake: the folder cannot be made: /proc/dwcp-lake; name another");
  }
}
