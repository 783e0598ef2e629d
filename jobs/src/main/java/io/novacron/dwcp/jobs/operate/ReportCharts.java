package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Metric;
import io.novacron.dwcp.jobs.operate.ReportPage.Figure;
import io.novacron.dwcp.jobs.operate.ReportSvg.Ink;
import java.awt.BasicStroke;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the report's charts as SVG. One instance serves one page: it numbers the figures.
 *
 * <p>Every number of a chart also stands in a table. A machine without fonts cannot draw: the
 * figure is then empty and the log says why, because a night must not fail for want of a font.
 */
final class ReportCharts {

  private static final Logger LOG = LoggerFactory.getLogger(ReportCharts.class);

  private static final int CURVE_HEIGHT = 260;

  private final Supplier<Font> font;

  private int figures;

  /** Charts in that font, which is asked for at the first drawing. */
  ReportCharts(Supplier<Font> font) {
    this.font = font;
  }

  /** How a scorer is drawn: colour and marker both tell the roles apart. */
  private record Look(Ink ink, Marker marker) {

    static Look of(String scorer) {
      if (scorer.equals(ReportInput.CANDIDATE)) {
        return new Look(Ink.CANDIDATE, SeriesMarkers.CIRCLE);
      }
      if (scorer.equals(ReportInput.CHAMPION)) {
        return new Look(Ink.CHAMPION, SeriesMarkers.DIAMOND);
      }
      return scorer.startsWith("ceiling")
          ? new Look(Ink.CEILING, SeriesMarkers.TRIANGLE_DOWN)
          : new Look(Ink.FLOOR, SeriesMarkers.TRIANGLE_UP);
    }
  }

  /**
   * One metric of several scorers, one below the other, each with its interval; a dashed line
   * stands where a gate's bound is.
   *
   * @param scorers from top to bottom, each with a value
   */
  Figure intervals(String metric, List<Metric> scorers, OptionalDouble bound) {
    var words = ReportFormat.words(metric);
    var symbol = ReportFormat.symbol(metric);
    return draw(
        symbol.isEmpty() ? words : words + ", " + symbol,
        () -> intervalPlot(metric, scorers, bound));
  }

  private ReportPlot intervalPlot(String metric, List<Metric> scorers, OptionalDouble bound) {
    var count = scorers.size();
    var names = scorers.stream().map(scorer -> ReportFormat.words(scorer.scorer())).toList();
    var values = new ArrayList<Double>();
    bound.ifPresent(values::add);
    for (var scorer : scorers) {
      scorer.value().ifPresent(values::add);
      scorer.ciLow().ifPresent(values::add);
      scorer.ciHigh().ifPresent(values::add);
    }
    var plot =
        new ReportPlot(36 + 24 * (count + 1), font.get())
            .axes("", "")
            .labels(x -> ReportFormat.onAxis(metric, x), y -> "")
            .rangeOfX(values)
            .rows(names);
    bound.ifPresent(
        x ->
            plot.line(
                new double[] {x, x}, new double[] {0, count + 1}, Ink.BOUND, ReportPlot.DASHED));
    for (var i = 0; i < count; i++) {
      interval(plot, scorers.get(i), count - i);
    }
    return plot;
  }

  private static void interval(ReportPlot plot, Metric metric, double y) {
    var look = Look.of(metric.scorer());
    if (metric.ciLow().isPresent() && metric.ciHigh().isPresent()) {
      var ends = new double[] {metric.ciLow().getAsDouble(), metric.ciHigh().getAsDouble()};
      plot.line(ends, new double[] {y, y}, look.ink(), ReportPlot.SOLID);
    }
    metric
        .value()
        .ifPresent(
            x ->
                plot.add(
                    new double[] {x},
                    new double[] {y},
                    look.ink(),
                    ReportPlot.NONE,
                    look.marker()));
  }

  /** Stated confidence against the share that was right, with the line on which both agree. */
  Figure reliability(List<CurvePoint> points) {
    return draw(
        "Reliability: on the dashed line, a stated confidence means what it says",
        () -> {
          var low = Math.max(0, Math.min(lowest(points) - 0.02, 0.98));
          var plot = shares("stated confidence, %", "right, %");
          plot.line(new double[] {low, 1}, new double[] {low, 1}, Ink.FLOOR, ReportPlot.DASHED);
          return curve(plot, points, ReportPlot.SOLID);
        });
  }

  /** Share of right decisions when the least confident are left to the default. */
  Figure coverage(List<CurvePoint> points) {
    return draw(
        "Coverage against accuracy: fewer decisions, surer ones",
        () -> curve(shares("decisions kept, %", "right, %"), points, ReportPlot.SOLID));
  }

  /** The score of each trial of the search. */
  Figure trials(List<CurvePoint> points) {
    return draw(
        "Search: the score of each trial",
        () ->
            curve(
                new ReportPlot(CURVE_HEIGHT, font.get())
                    .axes("trial", "score")
                    .labels(ReportFormat::number, ReportFormat::number),
                points,
                ReportPlot.NONE));
  }

  private static double lowest(List<CurvePoint> points) {
    return points.stream().mapToDouble(p -> Math.min(p.x(), p.y().orElse(1))).min().orElse(0);
  }

  private ReportPlot shares(String x, String y) {
    return new ReportPlot(CURVE_HEIGHT, font.get())
        .axes(x, y)
        .labels(ReportCharts::percent, ReportCharts::percent);
  }

  private static String percent(double ratio) {
    return ReportFormat.number(Math.round(1000 * ratio) / 10.0);
  }

  private static ReportPlot curve(ReportPlot plot, List<CurvePoint> points, BasicStroke stroke) {
    var known = points.stream().filter(point -> point.y().isPresent()).toList();
    var xs = known.stream().mapToDouble(CurvePoint::x).toArray();
    var ys = known.stream().mapToDouble(point -> point.y().getAsDouble()).toArray();
    return plot.add(xs, ys, Ink.CANDIDATE, stroke, SeriesMarkers.CIRCLE);
  }

  private Figure draw(String caption, Supplier<ReportPlot> plot) {
    figures++;
    try {
      return new Figure(caption, ReportSvg.element(plot.get().document(), "f" + figures + "c"));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Error e) {
      // The JDK throws plain Error, InternalError or LinkageError where font files or libraries
      // lack.
      LOG.warn("Cannot draw '{}': this machine cannot set text; the tables have all", caption, e);
      return new Figure(caption, "");
    }
  }
}
