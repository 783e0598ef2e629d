package io.novacron.dwcp.jobs.model.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.GrownForests;
import io.novacron.dwcp.jobs.model.reliability.Attribution.Direction;
import io.novacron.dwcp.jobs.model.reliability.Attribution.Side;
import io.novacron.dwcp.jobs.model.reliability.Attribution.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Twelve metrics that move with a common load, each seen through four features: two windows' means,
 * the headroom that falls when the metric rises, and a deviation that tells no side.
 */
class AttributionTest {

  private static final int METRICS = 12;
  private static final int PER_METRIC = 4;
  private static final int CASES = 40;

  private final Random random = new Random(2);
  private final ForestModel model = GrownForests.model(rows(3000), 100, 0.6f);
  private final Attribution attribution = new Attribution(model, sources());

  private static List<Source> sources() {
    var sources = new ArrayList<Source>();
    for (var metric = 0; metric < METRICS; metric++) {
      sources.add(new Source("m" + metric, Direction.WITH));
      sources.add(new Source("m" + metric, Direction.WITH));
      sources.add(new Source("m" + metric, Direction.AGAINST));
      sources.add(new Source("m" + metric, Direction.NEITHER));
    }
    return sources;
  }

  private FloatMatrix rows(int n) {
    var rows = FloatMatrix.zeros(n, METRICS * PER_METRIC);
    for (var row = 0; row < n; row++) {
      var load = random.nextGaussian();
      for (var metric = 0; metric < METRICS; metric++) {
        put(rows, row, metric, 0.6 * load + 0.8 * random.nextGaussian());
      }
    }
    return rows;
  }

  /** A metric's features at {@code level} deviations from its mean. */
  private void put(FloatMatrix rows, int row, int metric, double level) {
    var unit = Math.pow(10, metric % 5 - 2);
    var first = metric * PER_METRIC;
    rows.set(row, first, (float) (unit * (50 + level + 0.3 * random.nextGaussian())));
    rows.set(row, first + 1, (float) (unit * (50 + level + 0.3 * random.nextGaussian())));
    rows.set(row, first + 2, (float) (unit * (9 - level + 0.5 * random.nextGaussian())));
    rows.set(row, first + 3, (float) (unit * Math.abs(1 + 0.3 * random.nextGaussian())));
  }

  @Test
  void findsThePlantedCulpritAmongTheFirstTwoAndItsSide() {
    var found = 0;
    var first = 0;
    var sided = 0;
    for (var metric = 0; metric < METRICS; metric++) {
      var cases = rows(CASES);
      for (var row = 0; row < CASES; row++) {
        var above = row % 2 == 0;
        put(cases, row, metric, above ? 6 : -6);
        var causes = attribution.causes(cases, row);
        var rank = causes.stream().map(Attribution.Cause::metric).toList().indexOf("m" + metric);
        first += rank == 0 ? 1 : 0;
        found += rank < 2 ? 1 : 0;
        sided += causes.get(rank).side() == (above ? Side.ABOVE : Side.BELOW) ? 1 : 0;
      }
    }

    var all = METRICS * CASES;
    assertThat(found / (double) all).as("first two; first: %s", first).isGreaterThanOrEqualTo(0.95);
    assertThat(sided).isEqualTo(all);
  }

  @Test
  void listsEveryMetricOnceTheLargestContributionFirst() {
    var causes = attribution.causes(rows(1), 0);

    assertThat(causes).hasSize(METRICS);
    assertThat(causes)
        .isSortedAccordingTo((a, b) -> Double.compare(b.contribution(), a.contribution()));
  }

  @Test
  void aMissingMetricIsTypicalAndNoCause() {
    var rows = rows(1);
    put(rows, 0, 3, 8);
    for (var i = 0; i < PER_METRIC; i++) {
      rows.set(0, i, Float.NaN);
    }

    var causes = attribution.causes(rows, 0);

    assertThat(causes.get(0).metric()).isEqualTo("m3");
    assertThat(causes)
        .filteredOn(cause -> cause.metric().equals("m0"))
        .singleElement()
        .satisfies(cause -> assertThat(cause.side()).isEqualTo(Side.TYPICAL));
    assertThat(Side.TYPICAL.word()).isEqualTo("typical");
  }

  @Test
  void refusesSourcesThatAreNotOneAFeature() {
    assertThatThrownBy(() -> new Attribution(model, sources().subList(1, 5)))
        .hasMessageContaining("4 sources for 48 features");
  }
}
