package io.novacron.dwcp.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.novacron.dwcp.common.error.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

  private static final String SAMPLE = "config/sample.conf";

  enum Side {
    LEFT_SIDE,
    RIGHT_SIDE
  }

  record Features(
      int windowS,
      double keptRatio,
      Side side,
      List<Double> bounds,
      OptionalDouble limitMs,
      Map<String, Long> weights) {
    Features {
      if (windowS < 1) {
        throw new IllegalArgumentException("window-s: " + windowS + "; give at least 1");
      }
    }
  }

  record GateLine(String metric, double bound) {
    GateLine {
      if (bound > 1) {
        throw new IllegalArgumentException("bound: " + bound + "; give a ratio");
      }
    }
  }

  record StoreLine(String password, Optional<String> user) {
    StoreLine {
      if (password.isEmpty()) {
        throw new IllegalArgumentException("password: '" + password + "'; give one");
      }
    }
  }

  record Suite(String lake, Features features, List<GateLine> gates, StoreLine store) {}

  record Flags(boolean on, long count, String name) {}

  record Unsupported(Path path) {}

  record Broken(int a) {
    Broken {
      throw new IllegalStateException("bug");
    }
  }

  private static Config sample(Map<String, String> overrides) {
    return ConfigReader.load(SAMPLE, List.of(), overrides);
  }

  private static Config sample() {
    return sample(Map.of());
  }

  private static Path file(Path dir, String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  @Test
  void readsTheWholeTreeIntoRecords() {
    var suite = ConfigReader.read(sample(), Suite.class);

    assertThat(suite)
        .isEqualTo(
            new Suite(
                "demo",
                new Features(
                    60,
                    0.5,
                    Side.LEFT_SIDE,
                    List.of(0.5, 2.0),
                    OptionalDouble.empty(),
                    Map.of("a", 1L, "b.c", 2L)),
                List.of(new GateLine("accuracy", 0.98)),
                new StoreLine("hunter2", Optional.empty())));
  }

  @Test
  void prefersOverridesToLaterFilesToEarlierFilesToTheReference(@TempDir Path dir)
      throws IOException {
    var first = file(dir, "first.conf", "features { window-s = 1, kept-ratio = 0.1 }\nlake = one");
    var second = file(dir, "second.conf", "features.window-s = 2\nfeatures.kept-ratio = 0.2");

    var config =
        ConfigReader.load(SAMPLE, List.of(first, second), Map.of("features.window-s", "3"));

    var features = ConfigReader.read(config, "features", Features.class);
    assertThat(features.windowS()).isEqualTo(3);
    assertThat(features.keptRatio()).isEqualTo(0.2);
    assertThat(features.side()).isEqualTo(Side.LEFT_SIDE);
    assertThat(config.getString("lake")).isEqualTo("one");
  }

  @Test
  void resolvesSubstitutionsAcrossLayers(@TempDir Path dir) throws IOException {
    var file = file(dir, "a.conf", "features.kept-ratio = ${share}\nlake = ${lake}\"-2\"");

    var config = ConfigReader.load(SAMPLE, List.of(file), Map.of("share", "0.25"));

    assertThat(config.getDouble("features.kept-ratio")).isEqualTo(0.25);
    assertThat(config.getString("lake")).isEqualTo("demo-2");
  }

  @Test
  void refusesSubstitutionsThatOnlyTheEnvironmentCouldFill(@TempDir Path dir) throws IOException {
    var file = file(dir, "a.conf", "lake = ${PATH}");

    assertThatThrownBy(() -> ConfigReader.load(SAMPLE, List.of(file), Map.of()))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("a.conf: 1")
        .hasMessageContaining("${PATH}");
  }

  @Test
  void namesFileAndLineOfMalformedText(@TempDir Path dir) throws IOException {
    var file = file(dir, "bad.conf", "a = 1\nb = [1, 2\nc = }\n");

    assertThatThrownBy(() -> ConfigReader.load(SAMPLE, List.of(file), Map.of()))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("malformed: " + file + ":3");
  }

  @Test
  void refusesFilesThatAreNotThere(@TempDir Path dir) {
    assertThatThrownBy(
            () -> ConfigReader.load(List.of(dir.resolve("absent.conf")), Map.of("a", "1")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("no such file")
        .hasMessageContaining("absent.conf");
  }

  @Test
  void refusesMalformedResources() {
    assertThatThrownBy(() -> ConfigReader.load("config/malformed.conf", List.of(), Map.of()))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("malformed: config/malformed.conf:2");
  }

  @ParameterizedTest
  @CsvSource({"window..s, 1", "window-s, '[1, 2'", "'', 1"})
  void refusesMalformedOverrides(String key, String text) {
    assertThatThrownBy(() -> sample(Map.of(key, text)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("Cannot read override: malformed: -D " + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data//lake", "s3://bucket/lake#1", "2026-01-01", "a, b", "C:\\lake"})
  void takesPlainTextOfOverridesAsItIs(String text) {
    assertThat(sample(Map.of("lake", text)).getString("lake")).isEqualTo(text);
  }

  @Test
  void readsNumbersListsAndQuotedTextOfOverrides() {
    var config =
        sample(
            Map.of(
                "features.bounds",
                "[1, 2.5]",
                "features.limit-ms",
                "7",
                "lake",
                "\"12\"",
                "store.user",
                "me"));

    var suite = ConfigReader.read(config, Suite.class);

    assertThat(suite.features().bounds()).containsExactly(1.0, 2.5);
    assertThat(suite.features().limitMs()).hasValue(7);
    assertThat(suite.lake()).isEqualTo("12");
    assertThat(suite.store().user()).hasValue("me");
  }

  @Test
  void reportsAllFaultsTogetherWithPathValueOriginAndRemedy(@TempDir Path dir) throws IOException {
    var file =
        file(
            dir,
            "night.conf",
            """
            features {
              windwo-s = 5
              kept-ratio = half
              side = up
              bounds = 3
              weights.a = 1.5
            }
            gates = [ { metric = accuracy } , { metric = 5, bound = 7 } , { metric = f1, bound = 7 } ]
            store = none
            """);
    var config = ConfigReader.load(SAMPLE, List.of(file), Map.of("features.window-s", "20.7"));

    assertThatThrownBy(() -> ConfigReader.read(config, Suite.class))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith("Cannot read configuration: 10 faults:")
        .hasMessageContaining(
            "features.windwo-s: 5: unknown key; did you mean window-s? (" + file + ":2)")
        .hasMessageContaining(
            "features.window-s: 20.7: not a whole number of 32 bits; write one such as 60"
                + " (-D features.window-s)")
        .hasMessageContaining(
            "features.kept-ratio: \"half\": not a finite number; write one such as 0.5 ("
                + file
                + ":3)")
        .hasMessageContaining(
            "features.side: \"up\": not among the known words; write one of left-side, right-side")
        .hasMessageContaining("features.bounds: 3: not a list; write [a, b]")
        .hasMessageContaining("features.weights.a: 1.5: not a whole number of 64 bits")
        .hasMessageContaining("gates[0].bound: is missing; add gates[0].bound = <value>")
        .hasMessageContaining("gates[1].metric: 5: not text; put it in quotes")
        .hasMessageContaining("gates[2].bound: 7.0; give a ratio (" + file + ":8)")
        .hasMessageContaining("store: \"none\": not a section; write { key = value }");
  }

  @ParameterizedTest
  @CsvSource({
    "on, yes, not a truth value",
    "count, 1.5, not a whole number of 64 bits",
    "name, true, not text",
    "name, null, is missing"
  })
  void convertsNothing(String key, String text, String problem) {
    var config =
        ConfigReader.load(
            "config/absent.conf",
            List.of(),
            Map.of("on", "true", "count", "3000000000", "name", "x"));
    var wrong = config.withValue(key, sample(Map.of("v", text)).root().get("v"));

    assertThat(ConfigReader.read(config, Flags.class)).isEqualTo(new Flags(true, 3000000000L, "x"));
    assertThatThrownBy(() -> ConfigReader.read(wrong, Flags.class))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("1 fault:")
        .hasMessageContaining(key + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesNumbersBeyondDouble() {
    assertThatThrownBy(
            () -> ConfigReader.read(sample(Map.of("features.kept-ratio", "1e999")), Suite.class))
        .hasMessageContaining("features.kept-ratio: Infinity: not a finite number");
  }

  @Test
  void refusesSectionsThatAreMissingOrNoSection() {
    assertThatThrownBy(() -> ConfigReader.read(sample(), "models", Features.class))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("section is missing: models");
    assertThatThrownBy(() -> ConfigReader.read(sample(), "lake.deep", Features.class))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("lake.deep");
    assertThatThrownBy(
            () -> ConfigReader.read(sample(Map.of("features.weights", "1")), Suite.class))
        .hasMessageContaining("features.weights: 1: not a section");
  }

  @Test
  void throwsOurOwnBugsAsSuch() {
    var config = ConfigReader.load("config/absent.conf", List.of(), Map.of("a", "1", "path", "x"));

    assertThatThrownBy(() -> ConfigReader.read(config.withoutPath("path"), Broken.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ConfigReader.read(config.withoutPath("a"), Unsupported.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no settings of type java.nio.file.Path");
  }
}
