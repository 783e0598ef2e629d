package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.linkedin.relevance.isolationforest.IsolationTree$;
import com.linkedin.relevance.isolationforest.Utils.DataPoint;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.Forest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeGrowthTest {

  private static final int WIDTH = 9;

  /** Columns of reals, of few whole numbers, nearly always zero of both signs, and constant. */
  private static FloatMatrix rows(int count, long seed) {
    var random = new Random(seed);
    var rows = FloatMatrix.zeros(count, WIDTH);
    for (var row = 0; row < count; row++) {
      for (var column = 0; column < 4; column++) {
        rows.set(row, column, (float) random.nextGaussian());
      }
      rows.set(row, 4, random.nextInt(3));
      rows.set(row, 5, random.nextInt(20) == 0 ? 1e-30f : random.nextBoolean() ? -0f : 0f);
      rows.set(row, 6, 7f);
      rows.set(row, 7, random.nextInt(50) == 0 ? 20f : -20f);
    }
    return rows;
  }

  private static List<Forest.Node> library(
      FloatMatrix rows, int[] drawn, int[] columns, long seed) {
    var points =
        Arrays.stream(drawn)
            .mapToObj(row -> new DataPoint(rows.slice(row, row + 1).values()))
            .toArray(DataPoint[]::new);
    return LibraryTrees.nodes(IsolationTree$.MODULE$.fit(points, seed, columns));
  }

  @Test
  void growsTheLibrarysTreesNodeByNode() {
    var rows = rows(3000, 1);
    for (var seed = 0L; seed < 200; seed++) {
      var random = new SplittableRandom(seed);
      var drawn = ForestGrowth.drawn(rows.rows(), 2 + random.nextInt(400), random);
      var columns = ForestGrowth.drawn(WIDTH, 1 + random.nextInt(WIDTH), random);

      assertThat(TreeGrowth.grow(rows, drawn, columns, -seed))
          .as("seed %d", seed)
          .isEqualTo(library(rows, drawn, columns, -seed));
    }
  }

  @Test
  void rowsThatAreAllAlikeAreOneLeaf() {
    var alike = FloatMatrix.zeros(40, 2);
    var drawn = IntStream.range(0, 40).toArray();

    assertThat(TreeGrowth.grow(alike, drawn, new int[] {0, 1}, 5))
        .containsExactly(Forest.Node.leaf(40))
        .isEqualTo(library(alike, drawn, new int[] {0, 1}, 5));
  }

  @Test
  void leavesRowsAndNumbersAsTheyAre() {
    var rows = rows(300, 2);
    var before = rows.slice(0, 300);
    var drawn = IntStream.range(0, 256).toArray();

    TreeGrowth.grow(rows, drawn, new int[] {0, 1, 2}, 5);

    assertThat(rows).isEqualTo(before);
    assertThat(drawn).isEqualTo(IntStream.range(0, 256).toArray());
  }

  @Test
  void bordersKeepEveryFloatOnItsSide() {
    assertThat(TreeGrowth.roundedUp(0.1)).isEqualTo(0.1f);
    assertThat((double) TreeGrowth.roundedUp(1 / 3.0 - 1e-12))
        .isGreaterThanOrEqualTo(1 / 3.0 - 1e-12);
    assertThat((double) Math.nextDown(TreeGrowth.roundedUp(0.3))).isLessThan(0.3);
    assertThat((double) TreeGrowth.roundedUp(0.7)).isGreaterThanOrEqualTo(0.7);
  }
}
