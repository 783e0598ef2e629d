package io.novacron.dwcp.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LongestFirstTest {

  private static final double[] WEIGHTS = {1, 5, 3, 5, 2};

  private static List<List<Integer>> dealt(int tasks) {
    return new LongestFirst(WEIGHTS.length, i -> WEIGHTS[i], tasks).dealt();
  }

  @Test
  void beginsWithTheLongestAndOfEqualOnesWithTheFirst() {
    assertThat(dealt(1)).containsExactly(List.of(1, 3, 2, 4, 0));
    assertThat(dealt(2)).containsExactly(List.of(1, 2, 0), List.of(3, 4));
  }

  @Test
  void makesATaskOfEachPieceWhereThereAreTasksEnough() {
    assertThat(dealt(Integer.MAX_VALUE))
        .containsExactly(List.of(1), List.of(3), List.of(2), List.of(4), List.of(0));
    assertThat(new LongestFirst(0, i -> 1, 3).dealt()).isEmpty();
  }
}
