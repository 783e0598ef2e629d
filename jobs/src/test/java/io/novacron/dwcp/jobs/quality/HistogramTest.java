package io.novacron.dwcp.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {

  private static Histogram of(long nulls, Map<Long, Long> cells) {
    return new Histogram(new TreeMap<>(cells), nulls);
  }

  @Test
  void psiOfTwoBinsIsTheFormula() {
    var reference = of(0, Map.of(1L, 50L, 2L, 50L));
    var here = of(0, Map.of(1L, 10L, 2L, 30L));

    // p = 10.5/41, 30.5/41 and q = 1/2, 1/2, by hand.
    var p = 10.5 / 41;
    var expected = (p - 0.5) * Math.log(p / 0.5) + (1 - p - 0.5) * Math.log((1 - p) / 0.5);
    assertThat(here.psi(reference, 2).orElseThrow()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void psiIsZeroForEqualShapesAndLargeForDisjointOnes() {
    var reference = of(0, Map.of(1L, 100L, 2L, 100L, 3L, 100L, 4L, 100L));
    var same = of(0, Map.of(1L, 100L, 2L, 100L, 3L, 100L, 4L, 100L));
    var elsewhere = of(0, Map.of(9L, 400L));

    assertThat(same.psi(reference, 4).orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(elsewhere.psi(reference, 4).orElseThrow()).isGreaterThan(1);
  }

  @Test
  void psiIsUndefinedWithoutValuesOnEitherSide() {
    var some = of(0, Map.of(1L, 3L));

    assertThat(some.psi(Histogram.EMPTY, 10)).isEmpty();
    assertThat(of(7, Map.of()).psi(some, 10)).isEmpty();
    assertThat(some.nullShareChange(Histogram.EMPTY)).isEmpty();
  }

  @Test
  void nullShareChangeIsHereMinusThere() {
    var here = of(30, Map.of(1L, 70L));
    var there = of(10, Map.of(1L, 90L));

    assertThat(here.nullShareChange(there).orElseThrow()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void addingKeepsEveryRow() {
    var sum = of(1, Map.of(1L, 2L, 2L, 3L)).plus(of(4, Map.of(2L, 5L)));

    assertThat(sum).isEqualTo(of(5, Map.of(1L, 2L, 2L, 8L)));
    assertThat(sum.rows()).isEqualTo(15);
  }
}
