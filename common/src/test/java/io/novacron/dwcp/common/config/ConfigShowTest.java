package io.novacron.dwcp.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.novacron.dwcp.common.config.ConfigReaderTest.StoreLine;
import io.novacron.dwcp.common.config.ConfigReaderTest.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration tells of itself: settings with origins, digest, reference, no secrets. */
class ConfigShowTest {

  private static final String SAMPLE = "config/sample.conf";

  private static Config sample(Map<String, String> overrides) {
    return ConfigReader.load(SAMPLE, List.of(), overrides);
  }

  private static Path file(Path dir, String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  @Test
  void showsEverySettingWithItsOriginAndHidesSecrets(@TempDir Path dir) throws IOException {
    var file = file(dir, "local.conf", "\nlake = mine");
    var config = ConfigReader.load(SAMPLE, List.of(file), Map.of("features.window-s", "5"));

    assertThat(ConfigReader.show(config))
        .containsExactly(
            "features.bounds = [0.5, 2]  # config/sample.conf:10",
            "features.kept-ratio = 0.5  # config/sample.conf:8",
            "features.limit-ms = null  # config/sample.conf:12",
            "features.side = \"left-side\"  # config/sample.conf:9",
            "features.weights.a = 1  # config/sample.conf:13",
            "features.weights.\"b.c\" = 2  # config/sample.conf:13",
            "features.window-s = 5  # -D features.window-s",
            "gates[0].bound = 0.98  # config/sample.conf:16",
            "gates[0].metric = \"accuracy\"  # config/sample.conf:16",
            "lake = \"mine\"  # " + file + ":2",
            "store.password = ***  # config/sample.conf:18");
  }

  @ParameterizedTest
  @CsvSource({
    "store.password, true",
    "a.api-key, true",
    "key, true",
    "a.token.value, true",
    "keys, false",
    "monkey, false",
    "lake, false"
  })
  void knowsSecretsByTheirKeys(String path, boolean hidden) {
    assertThat(Secrets.hides(path)).isEqualTo(hidden);
  }

  @Test
  void neverPrintsASecretThatIsAtFault() {
    var refused = sample(Map.of("store.password", "\"\"", "store.user", "1"));
    var mistyped = sample(Map.of("store.password", "4711"));

    assertThatThrownBy(() -> ConfigReader.read(refused, "store", StoreLine.class))
        .hasMessageContaining("store.user: 1: not text");
    assertThatThrownBy(() -> ConfigReader.read(mistyped, "store", StoreLine.class))
        .hasMessageContaining("store.password: ***: not text")
        .hasMessageNotContaining("4711");
    assertThatThrownBy(() -> ConfigReader.read(sample(Map.of("store.password", "")), Suite.class))
        .hasMessageContaining("store.password: *** (-D store.password)");
  }

  @Test
  void digestsMeaningAndNotSpellingOrderOriginOrSecrets(@TempDir Path dir) throws IOException {
    var same =
        file(dir, "b.conf", "store.password = other\n\nfeatures.kept-ratio = 5e-1\nlake = demo");
    var digest = ConfigReader.digest(sample(Map.of()));

    assertThat(ConfigReader.digest(ConfigReader.load(SAMPLE, List.of(same), Map.of())))
        .isEqualTo(digest)
        .hasSize(64);
    assertThat(ConfigReader.digest(sample(Map.of("features.window-s", "61")))).isNotEqualTo(digest);
    assertThat(ConfigReader.digest(sample(Map.of("lake", "60")))).isNotEqualTo(digest);
    assertThat(ConfigReader.snapshot(sample(Map.of())).text())
        .doesNotContain("hunter2", "sample.conf");
  }

  @Test
  void documentsEveryKeyOfTheReference() {
    assertThat(ConfigReader.reference(SAMPLE))
        .contains(
            new ConfigKey("features.window-s", "60", "Window [s]."),
            new ConfigKey("features.kept-ratio", "0.5", "Share of rows kept, ratio in 0..1."),
            new ConfigKey("features.limit-ms", "null", "Off: no limit [ms]."),
            new ConfigKey("gates", "[{bound = 0.98, metric = \"accuracy\"}]", ""),
            new ConfigKey("store.password", "***", ""))
        .hasSize(10);
    assertThat(ConfigReader.reference()).isNotNull();
  }
}
