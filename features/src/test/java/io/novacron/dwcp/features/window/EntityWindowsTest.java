package io.novacron.dwcp.features.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.features.window.NaiveWindows.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntityWindowsTest {

  private static final long SECOND = 1_000_000;
  private static final List<Aggregate> ALL = List.of(Aggregate.values());
  private static final MetricFamily EVERYTHING =
      new MetricFamily(
          List.of(new Metric("m", "Mbit/s")),
          List.of(
              Span.ofSeconds(7),
              Span.ofMinutes(1),
              Span.ofMinutes(1).lagged(30),
              Span.ofRows(3, 40),
              Span.ofRows(20, 600)),
          ALL);

  private static WindowPlan plan(MetricFamily family) {
    return new WindowPlan(
        "", List.of("node_id"), WindowPlan.Times.TELEMETRY, 3600, List.of(family));
  }

  private static double[] features(WindowPlan plan, List<Event> events, long now) {
    var windows = new EntityWindows(plan);
    var result = new double[plan.columns().size()];
    for (var event : events) {
      if (event.micros() <= now) {
        windows.event(event.micros(), new double[] {event.value()});
      }
    }
    windows.query(now, result);
    return result;
  }

  private static List<Event> inside(MetricFamily.Cell cell, List<Event> events, long now) {
    var span = cell.window();
    return NaiveWindows.inside(
        events, now, span.lengthSeconds() * SECOND, span.lagSeconds() * SECOND, span.rows());
  }

  private static double naive(MetricFamily.Cell cell, List<Event> events, long now) {
    var span = cell.window();
    var aggregate = cell.aggregate();
    var inside = inside(cell, events, now);
    if (aggregate == Aggregate.RATIO) {
      var longest = NaiveWindows.inside(events, now, 600 * SECOND, 0, 20);
      var ratio =
          NaiveWindows.value("mean", inside, now, 1) / NaiveWindows.value("mean", longest, now, 1);
      return Double.isFinite(ratio) ? ratio : Double.NaN;
    }
    var halfLife = span.rows() > 0 ? -span.rows() / 4.0 : span.lengthSeconds() * SECOND / 4.0;
    return NaiveWindows.value(aggregate.label(), inside, now, halfLife);
  }

  /** Seeded events with gaps, bursts that arrive together, missing values, runs and spikes. */
  private static List<Event> events(Random random, int count) {
    var events = new ArrayList<Event>();
    var micros = 1_700_000_000L * SECOND;
    var value = 50.0;
    for (var i = 0; i < count; i++) {
      micros +=
          random.nextInt(4) == 0
              ? 0
              : random.nextInt(random.nextInt(9) == 0 ? 90_000_000 : 4_000_000);
      value =
          switch (random.nextInt(6)) {
            case 0 -> value;
            case 1 -> 0;
            case 2 -> 1e9 * random.nextDouble();
            case 3 -> -5 * random.nextDouble();
            default -> 40 + random.nextDouble();
          };
      events.add(new Event(micros, random.nextInt(7) == 0 ? Double.NaN : value));
    }
    return events;
  }

  @Property(tries = 15, seed = "42")
  void equalsTheNaiveTwinAtEveryQuery(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
    var random = new Random(seed);
    var events = events(random, 120);
    var plan = plan(EVERYTHING);
    var windows = new EntityWindows(plan);
    var actual = new double[plan.columns().size()];

    for (var i = 0; i < events.size(); i++) {
      windows.event(events.get(i).micros(), new double[] {events.get(i).value()});
      var now = events.get(i).micros() + random.nextInt(1_000_000);
      if (i + 1 < events.size() && events.get(i + 1).micros() <= now) {
        continue;
      }
      windows.query(now, actual);
      assertEqualsTwin(actual, events.subList(0, i + 1), now);
    }
  }

  private static void assertEqualsTwin(double[] actual, List<Event> arrived, long now) {
    var cells = EVERYTHING.cells();
    for (var c = 0; c < cells.size(); c++) {
      var cell = cells.get(c);
      var expected = naive(cell, arrived, now);
      assertThat(close(actual[c], expected, scale(cell, inside(cell, arrived, now))))
          .as("%s at row %d: %s, twin %s", cell.name(), arrived.size(), actual[c], expected)
          .isTrue();
    }
  }

  /** Differences of large values are judged on the scale of the values in the window. */
  private static double scale(MetricFamily.Cell cell, List<Event> inside) {
    var largest =
        inside.stream().mapToDouble(event -> Math.abs(event.value())).filter(size -> size >= 0);
    return switch (cell.aggregate()) {
      case STD -> largest.max().orElse(0) * 1e-3;
      case SLOPE, EWMA, MEAN -> largest.max().orElse(0) * 1e-5;
      default -> 0;
    };
  }

  private static boolean close(double actual, double expected, double scale) {
    if (Double.isNaN(actual) || Double.isNaN(expected)) {
      return Double.isNaN(actual) && Double.isNaN(expected);
    }
    return Math.abs(actual - expected)
        <= 1e-9 * Math.max(scale, Math.max(Math.abs(actual), Math.abs(expected)));
  }

  @Property(tries = 5, seed = "42")
  void equalsTheNaiveTwinWhereQueriesAreRare(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
    var random = new Random(seed);
    var events = events(random, 5000);
    var plan = plan(EVERYTHING);
    var windows = new EntityWindows(plan);
    var actual = new double[plan.columns().size()];

    for (var i = 0; i < events.size(); i++) {
      windows.event(events.get(i).micros(), new double[] {events.get(i).value()});
      var isLastOfItsTime =
          i + 1 == events.size() || events.get(i + 1).micros() > events.get(i).micros();
      if (isLastOfItsTime && (random.nextInt(700) == 0 || i == events.size() - 1)) {
        windows.query(events.get(i).micros(), actual);
        assertEqualsTwin(actual, events.subList(0, i + 1), events.get(i).micros());
      }
    }
  }

  @Test
  void equalsTheNaiveTwinOnLongDenseWindows() {
    var family =
        new MetricFamily(
            List.of(new Metric("m", "-")),
            List.of(Span.ofSeconds(2000), Span.ofSeconds(60), Span.ofRows(1500, 10_000)),
            List.of(Aggregate.MIN, Aggregate.MAX, Aggregate.MEAN, Aggregate.EWMA));
    var plan = plan(family);
    var windows = new EntityWindows(plan);
    var actual = new double[12];
    var events = new ArrayList<Event>();

    for (var i = 0; i < 6000; i++) {
      // A slow start moves the buffers on before they have to grow.
      var now = (i < 40 ? 300L * i : 12_000L + i) * SECOND;
      events.add(new Event(now, 3000 - i % 2900 + 0.1 * (i % 7)));
      windows.event(now, new double[] {events.get(i).value()});
      windows.query(now, actual);
      for (var c = 0; c < 12 && i % 100 == 0; c++) {
        var expected = naive(family.cells().get(c), events, now);
        assertThat(actual[c]).as(family.cells().get(c).name()).isEqualTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void countsARowThatArrivedAtTheQueryAndNotOneAWindowBefore() {
    var plan =
        plan(
            new MetricFamily(
                List.of(new Metric("m", "-")),
                List.of(Span.ofSeconds(10), Span.ofSeconds(10).lagged(5)),
                List.of(Aggregate.COUNT)));
    var events = new ArrayList<Event>();
    for (var second = 0; second <= 20; second++) {
      events.add(new Event(second * SECOND, second));
    }
    var windows = new EntityWindows(plan);
    var actual = new double[2];
    events.forEach(event -> windows.event(event.micros(), new double[] {event.value()}));
    windows.query(19 * SECOND, actual);

    windows.query(20 * SECOND, actual);

    assertThat(actual).containsExactly(10, 10);
  }

  @Test
  void forgetsAnEntityWhenCleared() {
    var plan = plan(EVERYTHING);
    var windows = new EntityWindows(plan);
    var first = events(new Random(1), 80);
    var second = events(new Random(2), 80);
    first.forEach(event -> windows.event(event.micros(), new double[] {event.value()}));
    windows.query(first.get(79).micros(), new double[plan.columns().size()]);
    windows.clear();
    second.forEach(event -> windows.event(event.micros(), new double[] {event.value()}));
    var actual = new double[plan.columns().size()];

    var now = second.get(79).micros();
    windows.query(now, actual);

    assertThat(actual).isEqualTo(features(plan, second, now));
  }

  @Test
  void leavesNothingOfAHugeValueThatLeft() {
    var plan =
        plan(
            new MetricFamily(
                List.of(new Metric("m", "-")),
                List.of(Span.ofRows(3, 60)),
                List.of(Aggregate.MEAN, Aggregate.STD)));
    var events =
        List.of(
            new Event(SECOND, 1e15),
            new Event(2 * SECOND, 0.1),
            new Event(3 * SECOND, 0.2),
            new Event(4 * SECOND, 0.3));

    var actual = features(plan, events, 4 * SECOND);

    assertThat(actual[0]).isEqualTo(0.2, within(1e-15));
    assertThat(actual[1]).isEqualTo(0.1, within(1e-15));
  }

  @Test
  void keepsTheDeviationOfValuesFarFromZero() {
    var plan =
        plan(
            new MetricFamily(
                List.of(new Metric("m", "-")), List.of(Span.ofMinutes(1)), List.of(Aggregate.STD)));
    var events =
        List.of(
            new Event(SECOND, 1e9 + 0.25),
            new Event(2 * SECOND, 1e9),
            new Event(3 * SECOND, 1e9 - 0.25));

    assertThat(features(plan, events, 4 * SECOND)[0]).isEqualTo(0.25, within(1e-12));
  }

  @Test
  void holdsNoMoreRowsThanItsLongestWindow() {
    var plan =
        plan(new MetricFamily(List.of(new Metric("m", "-")), List.of(Span.ofSeconds(50)), ALL));
    var windows = new EntityWindows(plan);

    for (var second = 0; second < 50_000; second++) {
      windows.event(second * SECOND, new double[] {second});
    }

    assertThat(windows.capacity()).isEqualTo(1024);
  }

  @Test
  void isUndefinedBeforeTheFirstEventAndCountsZero() {
    var plan =
        plan(
            new MetricFamily(
                List.of(new Metric("m", "-")),
                List.of(Span.ofSeconds(50)),
                List.of(Aggregate.COUNT, Aggregate.MEAN, Aggregate.LAST)));

    assertThat(features(plan, List.of(), 5)).containsExactly(0, Double.NaN, Double.NaN);
  }
}
