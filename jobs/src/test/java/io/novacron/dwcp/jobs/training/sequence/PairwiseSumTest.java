package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairwiseSumTest {

  private static double[] vector(int part) {
    var random = new Random(part);
    return new double[] {random.nextGaussian() * 1e10, random.nextGaussian() * 1e-10, 1};
  }

  /** Adds the parts in that order to three sums in turn, and merges those. */
  private static double[] total(List<Integer> order) {
    var sums = List.of(new PairwiseSum(), new PairwiseSum(), new PairwiseSum());
    for (var i = 0; i < order.size(); i++) {
      sums.get(i % 3).add(order.get(i), vector(order.get(i)));
    }
    return sums.get(1).merge(sums.get(2)).merge(sums.get(0)).total();
  }

  @Test
  void givesTheSameBitsInEveryOrder() {
    for (var parts = 1; parts <= 17; parts++) {
      var order = new ArrayList<>(IntStream.range(0, parts).boxed().toList());
      var inOrder = total(order);
      for (var seed = 0; seed < 20; seed++) {
        Collections.shuffle(order, new Random(seed));

        assertThat(total(order)).isEqualTo(inOrder);
      }
      assertThat(inOrder[2]).isEqualTo(parts);
    }
  }

  @Test
  void isEmptyWithoutParts() {
    assertThat(new PairwiseSum().total()).isEmpty();
  }

  @Test
  void refusesAPartThatIsThereAlready() {
    var sum = new PairwiseSum().add(0, vector(0)).add(2, vector(2));

    assertThatThrownBy(() -> sum.add(2, vector(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("part 2");
  }
}
