package io.novacron.dwcp.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

  /** Ends computed from the formula with Python 3.11. */
  @ParameterizedTest(name = "{0} of {1}: {2} to {3}")
  @CsvSource({
    "98, 100, 0.929988209271456, 0.9944980324498376",
    "0, 10, 0.0, 0.2775327998628892",
    "10, 10, 0.7224672001371107, 1.0"
  })
  void computesWilsonsInterval(int hits, int n, double low, double high) {
    var interval = Intervals.wilson(hits / (double) n, n);

    assertThat(interval.low()).hasValueCloseTo(low, within(1e-12));
    assertThat(interval.high()).hasValueCloseTo(high, within(1e-12));
  }

  @Test
  void stretchesPercentilesByTheNumberOfGroups() {
    var replicates = IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 1000.0).toArray();

    var many = Intervals.bootstrap(0.5, replicates, 1_000_000);
    var few = Intervals.bootstrap(0.5, replicates, 5);

    assertThat(many.low()).hasValueCloseTo(0.025, within(1e-4));
    assertThat(many.high()).hasValueCloseTo(0.975, within(1e-4));
    // t(0.975, 4) = 2.776445 over z = 1.959964, times sqrt(5/4), on a half width of 0.475.
    assertThat(few.high()).hasValueCloseTo(0.5 + 0.475 * 1.583785, within(1e-4));
  }

  @Test
  void holdsTheValueAlsoWhereReplicatesLieToOneSide() {
    var interval = Intervals.bootstrap(0.9, new double[] {0.1, 0.2, 0.3, 0.4}, 10);

    assertThat(interval.high()).hasValue(0.9);
  }

  @Test
  void hasNoIntervalOfOneGroup() {
    var interval = Intervals.bootstrap(0.5, new double[] {0.5, 0.5}, 1);

    assertThat(interval.low()).isEmpty();
    assertThat(interval.within(0, 1)).isEqualTo(interval);
  }

  @Test
  void hasNoIntervalWhereMostReplicatesAreUndefined() {
    var replicates = new double[] {0.5, Double.NaN, Double.NaN};

    assertThat(Intervals.bootstrap(0.5, replicates, 10).method())
        .isEqualTo("undefined in most bootstrap replicates");
  }

  @Test
  void takesTheHullOfTwoIntervals() {
    var one = Interval.of(0.2, 0.6, "one");
    var two = Interval.of(0.1, 0.5, "two");

    assertThat(one.hull(two)).isEqualTo(Interval.of(0.1, 0.6, "wider of one and two"));
    assertThat(one.hull(Interval.none("no"))).isEqualTo(Interval.of(0.2, 0.6, "one; no"));
    assertThat(Interval.none("no").hull(one)).isEqualTo(Interval.of(0.2, 0.6, "no; one"));
  }

  @Test
  void cutsRatesToTheUnitInterval() {
    assertThat(Interval.of(-0.1, 1.2, "m").within(0, 1)).isEqualTo(Interval.of(0, 1, "m"));
  }

  @Test
  void drawsPoissonCountsOfMeanAndVarianceOne() {
    var bootstrap = new Bootstrap(1, 200, 500);
    var counts =
        IntStream.range(0, 200)
            .flatMap(r -> IntStream.range(0, 500).map(b -> bootstrap.counts(r)[b]))
            .toArray();

    double mean = Arrays.stream(counts).average().orElseThrow();
    double variance = Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum() / 1e5;
    long zeros = Arrays.stream(counts).filter(c -> c == 0).count();

    assertThat(mean).isCloseTo(1, within(0.015));
    assertThat(variance).isCloseTo(1, within(0.03));
    assertThat(zeros / 1e5).isCloseTo(Math.exp(-1), within(0.01));
  }

  @Test
  void drawsTheSameCountsForTheSameSeedAndOthersForAnother() {
    var one = draws(new Bootstrap(1, 100, 8));

    assertThat(one).containsExactly(draws(new Bootstrap(1, 100, 8)));
    assertThat(one).isNotEqualTo(draws(new Bootstrap(2, 100, 8)));
  }

  private static int[] draws(Bootstrap bootstrap) {
    return IntStream.range(0, 800).map(i -> bootstrap.counts(i / 8)[i % 8]).toArray();
  }

  @Test
  void theIntervalOfAMeanIsStudents() {
    var interval = Intervals.mean(List.of(1.0, 2.0, 3.0));

    // scipy.stats.t.interval(0.95, 2, loc=2, scale=1/sqrt(3))
    assertThat(interval.low().orElseThrow()).isCloseTo(-0.48414, within(1e-5));
    assertThat(interval.high().orElseThrow()).isCloseTo(4.48414, within(1e-5));
    assertThat(Intervals.mean(List.of(1.0)).low()).isEmpty();
  }
}
