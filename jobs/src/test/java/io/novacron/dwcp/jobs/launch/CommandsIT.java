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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate.telemetry.replicas | [3] | replicas: 3 of pbft cannot tolerate 1 faulty ones;"
            + " give 4 … 64",
        "simulate.telemetry.protocols | [paxos] | unknown protocol: paxos; name one of [pbft,",
        "simulate.telemetry.least-load | 0 | least-load: 0.0 requests a second; give more than 0",
        "simulate.telemetry.seconds | 150 | longer than the data of 150.0 s can hold",
        "simulate.paths.measured.\"us-west-1/us-east-1\" | 90 | 61.3 ms one way and 90.0 ms the"
            + " other; measure it again, or raise most-asymmetry",
        "simulate.paths.measured.\"us-west-1/us-east-1\" | -5 | us-west-1/us-east-1: above 0 ms",
        "simulate.paths.fewest-for-fit | 50 | no round trip of us-east-1/ap-southeast-2, and only"
            + " 10 measured pairs",
      })
  void refusesALaboratoryThatCannotBeInOneSentence(String key, String value, String sentence) {
    var outcome = run("config", "-D", key + "=" + value);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().lines()).hasSizeLessThan(4);
  }

  @Test
  void refusesPublishedRunsThatAreNotThere(@TempDir Path folder) {
    var lake = folder.resolve("lake").toString();
    var outcome =
        run(
            "simulate-consensus",
            "--lake",
            lake,
            "--data",
            folder.toString(),
            "-D",
            "simulate.telemetry.clusters=0");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).contains("Cannot compare with published runs: no such folder");
    assertThat(outcome.err()).contains("--data DIR");
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
