package io.novacron.dwcp.common.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.UsageError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a record words its refusal, a person reads key, value, remedy and where it stands. */
class RefusalTest {

  record Words(String wording, int steps, String name, String token) {
    Words {
      if (!wording.isEmpty()) {
        throw new IllegalArgumentException(wording.replace('|', '\n'));
      }
    }
  }

  record Whole(Words words) {}

  private static void refuse(Map<String, String> overrides) {
    var all = new TreeMap<>(Map.of("words.steps", "-4", "words.name", "up"));
    all.put("words.token", "s3cret");
    all.putAll(overrides);
    ConfigReader.read(ConfigReader.load("config/absent.conf", List.of(), all), Whole.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "steps: -4; give 0 or more ! words.steps: -4; give 0 or more (-D words.steps)",
        "steps: -4.0; give 0 or more ! words.steps: -4.0; give 0 or more (-D words.steps)",
        "steps: 0 or more ! words.steps: -4: 0 or more (-D words.steps)",
        "words.steps: 0 or more ! words.steps: -4: 0 or more (-D words.steps)",
        "name: up; give down ! words.name: up; give down (-D words.name)",
        "name: give down ! words.name: \"up\": give down (-D words.name)",
        "token: s3cret is short ! words.token: *** (-D words.token)",
        "other.steps: 0 or more ! words: other.steps: 0 or more (",
        "steps and name fit badly ! words: steps and name fit badly (",
      })
  void namesKeyValueRemedyAndPlace(String wording, String expected) {
    assertThatThrownBy(() -> refuse(Map.of("words.wording", wording)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("1 fault:")
        .hasMessageContaining("  " + expected);
  }

  @Test
  void countsEachLineOfARefusal() {
    assertThatThrownBy(() -> refuse(Map.of("words.wording", "steps: -4; more|name: up; give down")))
        .hasMessageContaining("2 faults:")
        .hasMessageContaining("  words.steps: -4; more (-D words.steps)")
        .hasMessageContaining("  words.name: up; give down (-D words.name)");
  }

  @Test
  void namesTheOverrideThatMadeAnUnknownSection() {
    assertThatThrownBy(() -> refuse(Map.of("wrods.deep.steps", "1")))
        .hasMessageContaining("unknown key; did you mean words? (-D wrods.deep.steps)");
  }
}
