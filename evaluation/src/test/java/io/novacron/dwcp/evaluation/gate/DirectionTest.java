package io.novacron.dwcp.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DirectionTest {

  @ParameterizedTest
  @EnumSource(Direction.class)
  void itsWordLeadsBackToIt(Direction direction) {
    assertThat(Direction.of(direction.word())).isEqualTo(direction);
  }

  @ParameterizedTest
  @CsvSource({"at-least, >=, true", "at-most, <=, true", "above, >, false", "below, <, false"})
  void itsSignSaysWhetherTheBoundItselfPasses(String word, String sign, boolean passes) {
    var direction = Direction.of(word);

    assertThat(direction.sign()).isEqualTo(sign);
    assertThat(direction.holds(0.5, 0.5)).isEqualTo(passes);
  }

  @Test
  void aStrangeWordIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Direction.of("over"))
        .withMessageContaining("over")
        .withMessageContaining("[at-least, at-most, above, below]");
  }
}
