package io.novacron.dwcp.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.UsageError;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

  @Test
  void isTheSameForTheSameNightAndAnotherForAnyOther() {
    var id = RunId.derive(DAY, "c0ffee", 7);

    assertThat(id.value()).matches("2026-01-31-[0-9a-f]{12}").hasToString(id.toString());
    assertThat(RunId.derive(DAY, "c0ffee", 7)).isEqualTo(id);
    assertThat(RunId.derive(DAY.plusDays(1), "c0ffee", 7)).isNotEqualTo(id);
    assertThat(RunId.derive(DAY, "c0ffef", 7)).isNotEqualTo(id);
    assertThat(RunId.derive(DAY, "c0ffee", 8)).isNotEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "a/../b", "a' OR '1'='1", "a b", "a\n"})
  void refusesNamesThatCouldEscapeAPathOrAPredicate(String name) {
    assertThatThrownBy(() -> new RunId(name))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("--run-id");
  }

  @Test
  void refusesNamesOverSixtyFourCharacters() {
    assertThat(new RunId("a".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new RunId("a".repeat(65))).isInstanceOf(UsageError.class);
  }

  @Test
  void digestsTheSnapshotsText() {
    assertThat(new ConfigSnapshot("a = 1").digest()).isEqualTo(Digests.sha256("a = 1"));
  }
}
