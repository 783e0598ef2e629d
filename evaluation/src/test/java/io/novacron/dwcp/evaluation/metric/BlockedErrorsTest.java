package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockedErrorsTest {

  @Test
  void isTheRootOfTheMeanSquare() {
    var errors = BlockedErrors.of(new double[] {3, -4, 0, 0}, 2, 100, 1);

    assertThat(errors.rmse()).isCloseTo(2.5, within(1e-12));
    assertThat(errors.n()).isEqualTo(4);
  }

  @Test
  void longerBlocksWidenTheIntervalOfErrorsThatComeInSpells() {
    var spells = IntStream.range(0, 6000).mapToDouble(i -> i / 100 % 2 == 0 ? 1 : 3).toArray();

    var apart = BlockedErrors.of(spells, 1, 300, 1);
    var together = BlockedErrors.of(spells, 100, 300, 1);

    assertThat(width(together)).isGreaterThan(3 * width(apart));
    assertThat(apart.interval().low().orElseThrow()).isLessThan(apart.rmse());
  }

  @Test
  void oneBlockHasNoIntervalAndNoErrorIsRefused() {
    assertThat(BlockedErrors.of(new double[] {1, 2}, 5, 100, 1).interval().low()).isEmpty();
    assertThatThrownBy(() -> BlockedErrors.of(new double[0], 5, 100, 1))
        .hasMessageContaining("0 errors in blocks of 5");
  }

  private static double width(BlockedErrors errors) {
    return errors.interval().high().orElseThrow() - errors.interval().low().orElseThrow();
  }
}
