package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nights and which models a command line names. */
class ChoiceTest {

  private static final LocalDate YESTERDAY = LocalDate.of(2026, 3, 1);

  private static Arguments words(String... pairs) {
    var arguments = Arguments.none().withCommand("night");
    for (var i = 0; i < pairs.length; i += 2) {
      arguments = arguments.withOption(pairs[i], pairs[i + 1]);
    }
    return arguments;
  }

  private static Dates dates(String... pairs) {
    return Dates.of(words(pairs), () -> YESTERDAY);
  }

  @Test
  void takesYesterdayWhenNoDateIsNamed() {
    assertThat(dates().all()).containsExactly(YESTERDAY);
  }

  @Test
  void takesOneDateAlone() {
    assertThat(dates("date", "2026-01-02").all()).containsExactly(LocalDate.of(2026, 1, 2));
  }

  @Test
  void takesBothEndsOfARangeOldestFirst() {
    assertThat(dates("from", "2026-02-27", "to", "2026-03-01").all())
        .containsExactly(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 2, 28), YESTERDAY);
  }

  @Test
  void takesARangeOfOneDate() {
    assertThat(dates("from", "2026-03-01", "to", "2026-03-01").all()).containsExactly(YESTERDAY);
  }

  @Test
  void takesAConfigurationValueInOneWordOrTwo() {
    var line =
        new CommandLine(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));

    assertThat(line.parse(List.of("config", "-Dseed=3", "-D", "generate.links=4")).overrides())
        .containsEntry("seed", "3")
        .containsEntry("generate.links", "4");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from=2026-03-02 to=2026-03-01                 | --from lies after --to: 2026-03-02 > 2026-03-01; exchange them
          from=2026-03-02                               | the range has one end only: --from 2026-03-02; give --to too, or --date
          to=2026-03-02                                 | the range has one end only: --to 2026-03-02; give --from too, or --date
          date=2026-03-01 to=2026-03-02                 | --date stands beside a range: 2026-03-01; give --date, or --from and --to
          date=2026-03-01 from=2026-03-01 to=2026-03-02 | --date stands beside a range: 2026-03-01; give --date, or --from and --to
          from=2026-02-30 to=2026-03-02                 | Cannot read --from: not a date: 2026-02-30; write it as yyyy-MM-dd
          """)
  void refusesDatesInOneSentence(String options, String sentence) {
    var pairs = options.split("[ =]", -1);

    assertThatThrownBy(() -> dates(pairs))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageEndingWith(sentence);
  }

  @Test
  void runsDoneNightsAgainUnlessToldToFillGaps() {
    assertThat(RunMode.of(words())).isEqualTo(RunMode.FORCE);
    assertThat(RunMode.of(words("run-mode", "fill-gaps"))).isEqualTo(RunMode.FILL_GAPS);
    assertThatThrownBy(() -> RunMode.of(words("run-mode", "gaps")))
        .hasMessage("Cannot read --run-mode: no such mode: gaps; use fill-gaps or force");
  }

  @Test
  void choosesModelsByOneNameOrSeveralInTheOrderOfTheNight() {
    var first = new Named("first");
    var second = new Named("second");
    var all = List.<Trainer>of(first, second);

    assertThat(Trainers.chosen(all, words())).containsExactly(first, second);
    assertThat(Trainers.chosen(all, words("model", "second"))).containsExactly(second);
    assertThat(Trainers.chosen(all, words("models", "second,first"))).isEqualTo(all);
  }

  @Test
  void aNameBeforeAHyphenStandsForAllModelsThatBeginSo() {
    var other = new Named("bandwidths");
    var datacenter = new Named("bandwidth-datacenter");
    var internet = new Named("bandwidth-internet");
    var all = List.<Trainer>of(other, datacenter, internet);

    assertThat(Trainers.chosen(all, words("model", "bandwidth")))
        .containsExactly(datacenter, internet);
    assertThat(Trainers.chosen(all, words("models", "bandwidth-internet")))
        .containsExactly(internet);
  }

  @Test
  void enablesBothForecastsByTheWordBandwidth() {
    var models =
        ConfigReader.read(
            ConfigReader.load(List.of(), Map.of("models.enabled", "[compression, bandwidth]")),
            "models",
            ModelsConfig.class);

    assertThat(models.trainers())
        .extracting(Trainer::name)
        .containsExactly("compression", "bandwidth-datacenter", "bandwidth-internet");
  }

  @Test
  void refusesUnknownModelsWithTheKnownNames() {
    var all = List.<Trainer>of(new Named("first"));

    assertThatThrownBy(() -> Trainers.chosen(all, words("model", "third")))
        .hasMessage(
            "Cannot choose models: unknown: [third]; use some of [first], or name more in models.enabled");
    assertThatThrownBy(() -> Trainers.chosen(all, words("models", "first,third,fourth")))
        .hasMessage(
            "Cannot choose models: unknown: [third, fourth]; use some of [first], or name more in models.enabled");
    assertThatThrownBy(() -> Trainers.chosen(all, words("model", "first", "models", "first")))
        .hasMessageContaining("--model stands beside --models");
  }

  /** A model that has nothing but a name. */
  private static final class Named extends ToyTrainer {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }

  private record Outcome(int code, String out, String err) {}

  private static Outcome tool(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            List.of(words),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            config -> List.of(new Named("first"), new Named("second")));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void plansTheNightsOfARangeWithTheDatesThatEachLooksAt() {
    var plan =
        tool(
            "night",
            "--dry-run",
            "--from",
            "2026-01-02",
            "--to",
            "2026-01-03",
            "-D",
            "night.lookback-days=2");

    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out().lines().limit(3))
        .satisfiesExactly(
            line -> assertThat(line).matches("night of 2026-01-02: .* 2026-01-01 to 2026-01-02"),
            line -> assertThat(line).matches("night of 2026-01-03: .* 2026-01-02 to 2026-01-03"),
            line -> assertThat(line).startsWith("ingest: "));
  }

  @Test
  void looksBackAWeekButInADemoAtWhatItGenerates() {
    assertThat(tool("night", "--dry-run", "--date", "2026-01-08").out())
        .contains("looks at 2026-01-02 to 2026-01-08");
    assertThat(tool("demo", "--dry-run", "--lake", "l", "--days", "2").out())
        .contains("looks at 2026-01-01 to 2026-01-02");
    assertThat(tool("demo", "--dry-run", "--lake", "l", "-D", "night.lookback-days=3").out())
        .contains("looks at 2025-12-30 to 2026-01-01");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          models.compression.evaluation.metrics=[acuracy]           | models.compression: evaluation.metrics: unknown or without classes: [acuracy]; use
          models.compression.evaluation.slices.metrics=[brie]       | models.compression: evaluation.slices.metrics: not among evaluation.metrics: [brie]; name them
          models.compression.evaluation.slices.datasets=[tset]      | models.compression: evaluation.slices.datasets: no such data set: tset; use some of [validation, test, test_seen]
          models.compression.split.links.test=0.1                   | models.compression.split.links: {test = 0.1}: unknown key
          models.compression.selector.clear-cost-ratio=100          | clear-cost-ratio is 100.0; give 1 to 64
          models.compression.features.probe.zstd-max-below-mbps=1   | features.probe.zstd-max-below-mbps: 1.0; the oracle offers zstd-max below 0.25 only
          models.compression.features.practice.min-ms=2             | practice: min-ms 2.0, max-ms 1.5; name 0 < min-ms <= max-ms
          """)
  void refusesSettingsThatWouldFailOrDoNothingInTheNight(String setting, String fault) {
    var outcome = tool("config", "-D", setting);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err()).startsWith("Cannot read configuration: 1 fault").contains(fault);
  }

  @Test
  void plansOneStepOnlyWhenItIsTheCommand() {
    var plan = tool("labels", "--dry-run", "--date", "2026-01-02");

    assertThat(plan.out().lines().skip(1)).singleElement().asString().startsWith("labels: ");
  }

  @Test
  void namesANightOfSomeModelsDifferently() {
    var all = tool("night", "--dry-run", "--date", "2026-01-02");
    var both = tool("night", "--dry-run", "--date", "2026-01-02", "--models", "second,first");
    var one = tool("night", "--dry-run", "--date", "2026-01-02", "--model", "second");

    assertThat(both.out()).isEqualTo(all.out());
    assertThat(one.out().lines().findFirst()).isNotEqualTo(all.out().lines().findFirst());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          demo --from 2026-01-01 --to 2026-01-02                 | Cannot use --from: it has no effect on: demo; use it with one of
          report --date 2026-01-01 --run-mode force              | Cannot use --run-mode: it has no effect on: report; use it with one of
          night --from 2026-01-01 --to 2026-01-02 --run-id a     | Cannot name the runs: --run-id names one run, not the nights of a range: a
          night --model third                                    | Cannot choose models: unknown: [third]; use some of [first, second]
          night --date 2026-01-01 --run-mode gaps                | Cannot read --run-mode: no such mode: gaps
          night --only-step bake                                 | Cannot run step: no step of that name: bake
          """)
  void refusesOptionsInOneSentenceBeforeAnySession(String words, String sentence) {
    var outcome = tool((words + " --lake unused").split(" ", -1));

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(outcome.err().lines()).singleElement().asString().startsWith(sentence);
  }
}
