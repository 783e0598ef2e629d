package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.jobs.step.Night;
import io.novacron.dwcp.jobs.step.Step;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Trainer;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What will be done, before any session is opened.
 *
 * @param snapshot configuration of the nights, without the lake's place
 * @param runs the nights, oldest first
 * @param trainers models of the nights
 * @param steps what each night runs
 */
record NightPlan(
    Arguments arguments,
    SuiteConfig suite,
    ConfigSnapshot snapshot,
    List<Run> runs,
    List<Trainer> trainers,
    List<Step> steps) {

  NightPlan {
    runs = List.copyOf(runs);
    trainers = List.copyOf(trainers);
    steps = List.copyOf(steps);
  }

  /**
   * The plan of a command.
   *
   * @param known every model that can be trained
   * @throws UsageError when dates, models, steps or the run's name cannot be had
   */
  static NightPlan of(
      Arguments arguments,
      SuiteConfig suite,
      ConfigSnapshot snapshot,
      Dates dates,
      List<Trainer> known) {
    var trainers = Trainers.chosen(known, arguments);
    // Some of the models make another night: it would overwrite its other models' rows otherwise.
    var digest =
        trainers.size() == known.size()
            ? snapshot.digest()
            : Digests.sha256(snapshot.digest() + "\n" + names(trainers));
    var given = arguments.option("run-id");
    if (given.isPresent() && !dates.first().equals(dates.last())) {
      throw new UsageError(
          "Cannot name the runs: --run-id names one run, not the nights of a range: %s; leave it out"
              .formatted(given.get()));
    }
    var runs =
        dates.all().stream()
            .map(
                date -> {
                  var id = given.map(RunId::new);
                  var own = id.orElseGet(() -> RunId.derive(date, digest, suite.seed()));
                  return new Run(own.value(), date, suite.seed());
                })
            .toList();
    return new NightPlan(arguments, suite, snapshot, runs, trainers, steps(arguments, trainers));
  }

  private static List<Step> steps(Arguments arguments, List<Trainer> trainers) {
    var all = Night.steps(trainers);
    var named = all.stream().map(Step::name).toList();
    if (named.contains(arguments.command())) {
      return List.of(Night.step(trainers, arguments.command()));
    }
    var only = arguments.option("only-step");
    if (only.isPresent()) {
      return List.of(Night.step(trainers, only.get()));
    }
    return arguments
        .option("from-step")
        .map(first -> all.subList(all.indexOf(Night.step(trainers, first)), all.size()))
        .orElse(all);
  }

  static String names(List<Trainer> trainers) {
    return trainers.stream().map(Trainer::name).collect(Collectors.joining(","));
  }

  /** First date that a night looks at. */
  LocalDate lookbackOf(Run run) {
    return run.date().minusDays(suite.night().lookbackDays() - 1L);
  }

  /** The nights, then the steps with what they read and write, a line each. */
  List<String> describe() {
    return Stream.concat(
            runs.stream()
                .map(
                    run ->
                        "night of %s: run %s, looks at %s to %s"
                            .formatted(run.date(), run.runId(), lookbackOf(run), run.date())),
            steps.stream()
                .map(step -> "%s: %s -> %s".formatted(step.name(), step.reads(), step.writes())))
        .toList();
  }
}
