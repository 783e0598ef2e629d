package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.launch.TestLake.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/**
 * A night that made a champion, and what is done to copies of its lake: killed, run again,
 * deceived.
 *
 * @param lake its lake, which no test changes
 * @param copies folder of the copies
 */
record HonestNight(TestLake lake, Path copies) {

  static final String RUN_ID = "honest";

  private static final String LOG_STORE = "spark.delta.logStore.file.impl";

  /** Sessions from here on commit through the store that can be told to die. */
  static void prepare() {
    LocalSpark.session().stop();
    System.setProperty(LOG_STORE, CrashingLogStore.class.getName());
  }

  static void forget() {
    CrashingLogStore.killBefore("");
    System.clearProperty(LOG_STORE);
    LocalSpark.session().stop();
  }

  /** Runs a command of the honest night, which must end well. */
  HonestNight run(Models models, String... words) {
    var outcome = named(lake, models, words);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains(": BLESSED   version 1   champion 1");
    return this;
  }

  private static Outcome named(TestLake lake, Models models, String... words) {
    var all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--run-id";
    all[words.length + 1] = RUN_ID;
    return lake.run(models, all);
  }

  /** A copy of the lake for one test. */
  TestLake copy(TestInfo test) throws IOException {
    return lake.copy(copies.resolve(test.getTestMethod().orElseThrow().getName()));
  }

  /**
   * A night that dies before its first commit to each of {@code kills}, each time goes on from the
   * step that was killed, and at last ends well.
   */
  static void runKilled(TestLake lake, Models models, Map<String, String> kills) {
    var from = "ingest";
    for (var kill : kills.entrySet()) {
      CrashingLogStore.killBefore(kill.getKey());
      var outcome = named(lake, models, "night", "--from-step", from);
      assertThat(outcome.code()).as("killed before a commit to " + kill.getKey()).isNotZero();
      from = kill.getValue();
    }
    CrashingLogStore.killBefore("");
    var outcome = named(lake, models, "night", "--from-step", from);
    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  /** Another lake ended as the honest one: the same rows, the same model, one version. */
  void assertSameEnd(TestLake other, List<TableSpec> results) {
    for (var table : results) {
      assertThat(other.rows(table)).as(table.name()).isEqualTo(lake.rows(table));
    }
    assertThat(other.rows(EvaluationTables.MODEL_CANDIDATES, "digest"))
        .isEqualTo(lake.rows(EvaluationTables.MODEL_CANDIDATES, "digest"));
    // Without the digest of the verdict's documents, which name the versions of the tables read.
    var columns = new String[] {"version", "digest", "verdict", "infra_verdict"};
    assertThat(other.rows(EvaluationTables.MODEL_VERSIONS, columns))
        .isEqualTo(lake.rows(EvaluationTables.MODEL_VERSIONS, columns))
        .hasSize(1);
  }

  /** What the last of these commands says of a deceit; the champion must not move. */
  Outcome steps(TestLake deceived, Models models, String... steps) {
    var outcome = new Outcome(0, "", "");
    for (var step : steps) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      outcome = named(deceived, models, step.split(" ", -1));
    }
    assertThat(deceived.rows(EvaluationTables.MODEL_ALIASES))
        .as("the champion has not moved")
        .isEqualTo(lake.rows(EvaluationTables.MODEL_ALIASES));
    return outcome;
  }

  /** The last of these commands ends with a data error that names the check. */
  void assertStopped(TestLake deceived, Models models, List<String> sentences, String... steps) {
    var outcome = steps(deceived, models, steps);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DATA.code());
    assertThat(outcome.err()).contains(sentences);
  }

  /** The steps end well, and the judge refuses for these reasons alone. */
  void assertRefused(TestLake deceived, Models models, List<String> reasons, String... steps) {
    assertThat(refused(deceived, models, steps))
        .hasSameSizeAs(reasons)
        .zipSatisfy(reasons, (refusal, reason) -> assertThat(refusal).contains(reason));
  }

  /** The same for a fit to noise: chance decides whether it also says the same everywhere. */
  void assertRefusedAsNoise(TestLake deceived, Models models, String reason, String... steps) {
    assertThat(refused(deceived, models, steps))
        .anySatisfy(refusal -> assertThat(refusal).contains(reason))
        .allSatisfy(refusal -> assertThat(refusal).containsAnyOf(reason, "constant-prediction: "));
  }

  private List<String> refused(TestLake deceived, Models models, String... steps) {
    var outcome = steps(deceived, models, steps);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(deceived.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[BLESSED]", "[NOT_BLESSED]");
    return refusals(deceived);
  }

  /** Gates that failed, with their reasons. */
  static List<String> refusals(TestLake lake) {
    return lake
        .rows(EvaluationTables.GATE_RESULTS, "if(passed, '', concat(gate, ': ', reason))")
        .stream()
        .filter(reason -> !reason.equals("[]"))
        .toList();
  }
}
