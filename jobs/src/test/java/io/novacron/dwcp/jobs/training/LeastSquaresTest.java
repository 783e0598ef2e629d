package io.novacron.dwcp.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

  private static LeastSquares rows(long seed, int n) {
    var random = new Random(seed);
    var squares = new LeastSquares(2);
    for (var i = 0; i < n; i++) {
      var x = new double[] {9, random.nextGaussian(), 5 + random.nextGaussian()};
      squares.add(x, 3 * x[1] - 2 * x[2] + 7);
    }
    return squares;
  }

  @Test
  void findsTheLineThroughItsRowsFromTheLastValues() {
    var line = rows(1, 50).solve();

    assertThat(line.weights().get(0)).isCloseTo(3, within(1e-9));
    assertThat(line.weights().get(1)).isCloseTo(-2, within(1e-9));
    assertThat(line.intercept()).isCloseTo(7, within(1e-8));
    assertThat(line.forecast(new double[] {100, 1, 1})).isCloseTo(8, within(1e-8));
  }

  @Test
  void partsMergeToTheWhole() {
    var merged = rows(1, 20).merge(rows(2, 30));

    assertThat(merged.rows()).isEqualTo(50);
    assertThat(merged.solve().intercept()).isCloseTo(7, within(1e-8));
  }

  @Test
  void columnsThatSayNothingWeighNothing() {
    var squares = new LeastSquares(2);
    for (var i = 0; i < 10; i++) {
      squares.add(new double[] {i, 2.0 * i}, 4.0 * i + 1);
    }
    var line = squares.solve();

    assertThat(line.forecast(new double[] {3, 6})).isCloseTo(13, within(1e-9));
    assertThat(new LeastSquares(2).solve().forecast(new double[] {1, 1})).isZero();
  }
}
