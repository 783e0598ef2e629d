package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.jobs.launch.TestLake.Models;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of the real forecast on a small fleet, by the shipped gates. */
@Tag("e2e")
@Tag("long")
class BandwidthNightIT {

  private static final String CONF = "bandwidth-night.conf";
  private static final String RUN_ID = "one";
  private static final Models FORECAST = ModelsConfig::trainers;

  @TempDir private static Path temp;
  private static TestLake labelled;
  private static List<String> undisturbed;

  @BeforeAll
  static void generateLabelAndTrain() throws Exception {
    labelled = new TestLake(temp.resolve("labelled"), CONF);
    assertThat(labelled.run(FORECAST, "generate").code()).isZero();
    for (var step : List.of("ingest", "features", "labels")) {
      var outcome = labelled.run(FORECAST, step, "--run-id", RUN_ID);
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }
    var whole = labelled.copy(temp.resolve("whole"));
    assertThat(ended(train(whole)).exitValue()).isZero();
    undisturbed = candidates(whole);
    assertThat(undisturbed).hasSize(1);
  }

  /** A trainer whose models say what the floor says, before and after they are stored. */
  private static Models floor(String floor) {
    return Models.changed(
        real ->
            new ChangedTrainer(real) {
              @Override
              public TrainedModel fit(TrainingSet rows, long seed) {
                return new FloorModel(super.fit(rows, seed), this, floor);
              }

              @Override
              public TrainedModel load(Path folder) {
                return new FloorModel(super.load(folder), this, floor);
              }
            });
  }

  @Test
  void refusesTheLastValueSoldAsAForecast() throws IOException {
    var lake = labelled.copy(temp.resolve("floor"));

    for (var step : List.of("train", "evaluate", "publish")) {
      var outcome = lake.run(floor("floor:persistence"), step, "--run-id", RUN_ID);
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    assertThat(lake.rows(EvaluationTables.MODEL_VERSIONS, "verdict"))
        .containsExactly("[NOT_BLESSED]");
    assertThat(lake.rows(EvaluationTables.MODEL_ALIASES)).isEmpty();
    assertThat(HonestNight.refusals(lake))
        .anyMatch(reason -> reason.contains("beats-persistence: "));
  }

  @Test
  void aTrainingThatWasKilledEndsAsTheOneThatWasNot() throws Exception {
    var killed = labelled.copy(temp.resolve("killed"));

    var process = train(killed);
    waitForEpochs(killed, process);
    process.destroyForcibly();
    assertThat(ended(process).exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
    assertThat(killed.rows(EvaluationTables.MODEL_CANDIDATES)).isEmpty();
    var epoch = keptEpoch(killed);
    assertThat(ended(train(killed)).exitValue()).isZero();

    assertThat(log(killed)).contains(" rows after epoch " + epoch);
    assertThat(candidates(killed)).isEqualTo(undisturbed);
  }

  @Test
  void aTrainingThatLosesAnExecutorEndsAsTheOneThatDoesNot() throws Exception {
    var lake = labelled.copy(temp.resolve("executors"));

    var process = train(lake, executors());
    waitForEpochs(lake, process);
    var before = process.children().toList();
    assertThat(before).as("executors: " + log(lake)).hasSize(2);
    assertThat(before.get(1).destroyForcibly()).isTrue();
    assertThat(ended(process).exitValue()).as(log(lake)).isZero();

    assertThat(log(lake)).contains("Lost executor");
    assertThat(candidates(lake)).isEqualTo(undisturbed);
  }

  private static List<String> candidates(TestLake lake) {
    return lake.rows(EvaluationTables.MODEL_CANDIDATES, "digest");
  }

  private static void waitForEpochs(TestLake lake, Process process) throws Exception {
    while (keptEpoch(lake) < 2 && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
      assertThat(lake.folder()).isDirectory();
    }
  }

  /** Options for two executors, processes of one core each that the step's own starts. */
  private static List<String> executors() {
    var options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.matches("(--add-opens|-DENGINE_|-DDJL_|-Dai[.]djl).*"))
            .collect(Collectors.joining(" "));
    return List.of(
        "-Dspark.master=local-cluster[2,1,1024]",
        "-Dspark.cores.max=2",
        "-Dspark.scheduler.minRegisteredResourcesRatio=1",
        "-Dspark.driver.host=127.0.0.1",
        "-Dspark.driver.bindAddress=127.0.0.1",
        "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
        "-Dspark.executor.extraJavaOptions=-Duser.timezone=UTC " + options);
  }

  /** The step in a process of its own. */
  private static Process train(TestLake lake) throws IOException {
    return train(lake, List.of());
  }

  private static Process train(TestLake lake, List<String> more) throws IOException {
    var words = new ArrayList<String>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(more);
    words.add("-Dlog4j2.configurationFile=log4j2-dwcp.properties");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("train", "--run-id", RUN_ID, "--date", TestLake.DATE));
    words.addAll(List.of("--lake", lake.folder().toString(), "--conf-file"));
    words.add(Path.of("src/test/resources", CONF).toAbsolutePath().toString());
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    var home = Files.createDirectories(temp.resolve("spark/jars")).getParent();
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.redirectOutput(logFile(lake).toFile()).start();
  }

  private static Process ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return process;
  }

  private static Path logFile(TestLake lake) {
    return temp.resolve(lake.folder().getFileName() + ".log");
  }

  private static String log(TestLake lake) throws IOException {
    return Files.readString(logFile(lake));
  }

  /** The newest epoch that a training has kept whole; 0 for none. */
  private static int keptEpoch(TestLake lake) throws IOException {
    var kept = lake.folder().resolve("checkpoints");
    if (!Files.exists(kept)) {
      return 0;
    }
    try (var paths = Files.walk(kept)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("epoch-\\d{4}"))
          .mapToInt(name -> Integer.parseInt(name.substring("epoch-".length())))
          .max()
          .orElse(0);
    }
  }
}
