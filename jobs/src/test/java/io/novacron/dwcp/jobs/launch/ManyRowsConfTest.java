package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.config.ConfigReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyRowsConfTest {

  private static SuiteConfig suite(List<Path> files) {
    return ConfigReader.read(ConfigReader.load(files, Map.of()), SuiteConfig.class);
  }

  /** A key that the file misspells would be one more property instead of another value. */
  @Test
  void changesSettingsOfTheReferenceAndAddsNone() {
    var usual = suite(List.of()).spark().properties();
    var many = suite(List.of(Path.of("../conf/many-rows.conf"))).spark().properties();

    assertThat(many.keySet()).isEqualTo(usual.keySet());
    assertThat(many.entrySet().stream().filter(e -> !e.getValue().equals(usual.get(e.getKey()))))
        .hasSize(3);
  }
}
