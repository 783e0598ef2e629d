package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.jobs.operate.ReportSvg.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One plot of points and lines in the report's calm style: no frame, no legend, clear background,
 * colours that {@link ReportSvg} replaces. 420 units wide: its text stays legible on a phone.
 */
final class ReportPlot {

  static final BasicStroke NONE = new BasicStroke(0, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
  static final BasicStroke SOLID = new BasicStroke(2);
  static final BasicStroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

  private static final int WIDTH = 420;
  private static final Color CLEAR = new Color(255, 255, 255, 0);

  private final XYChart chart;
  private int series;

  ReportPlot(int height, Font font) {
    chart = new XYChart(WIDTH, height);
    var styler = chart.getStyler();
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(Ink.TEXT.color());
    styler.setChartPadding(4);
    styler.setBaseFont(font);
    styler.setAxisTickLabelsFont(font);
    styler.setAxisTitleFont(font);
    styler.setAxisTickLabelsColor(Ink.TEXT.color());
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setPlotGridLinesColor(Ink.GRID.color());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotMargin(0);
    styler.setMarkerSize(9);
    styler.setXAxisTickMarkSpacingHint(70);
  }

  /** Names both axes; an empty name takes no room. */
  ReportPlot axes(String x, String y) {
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    chart.getStyler().setXAxisTitleVisible(!x.isEmpty());
    chart.getStyler().setYAxisTitleVisible(!y.isEmpty());
    return this;
  }

  /** How the numbers on both axes are printed. */
  ReportPlot labels(DoubleFunction<String> x, DoubleFunction<String> y) {
    chart.getStyler().setxAxisTickLabelsFormattingFunction(x::apply);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(y::apply);
    return this;
  }

  /** Sets the range of x to the values' own with a margin on both sides. */
  ReportPlot rangeOfX(List<Double> values) {
    var low = values.stream().mapToDouble(v -> v).min().orElse(0);
    var high = values.stream().mapToDouble(v -> v).max().orElse(1);
    var margin = high > low ? 0.06 * (high - low) : Math.max(0.05 * Math.abs(high), 1e-6);
    chart.getStyler().setXAxisMin(low - margin).setXAxisMax(high + margin);
    return this;
  }

  /**
   * One row of a height of 1 for each of {@code names}, the first on top.
   *
   * <p>The library widens its steps until all labels differ, so rows without a name get blanks of
   * different lengths.
   */
  ReportPlot rows(List<String> names) {
    var count = names.size();
    var styler = chart.getStyler();
    styler.setYAxisMin(0.0).setYAxisMax(count + 1.0);
    styler.setYAxisTickMarkSpacingHint(20);
    styler.setPlotGridHorizontalLinesVisible(false);
    styler.setyAxisTickLabelsFormattingFunction(
        y -> y >= 1 && y <= count ? names.get(count - y.intValue()) : blank(y));
    return this;
  }

  private static String blank(double y) {
    return " ".repeat(1 + Math.abs((int) y) % 16);
  }

  /** A line through points, without markers. */
  ReportPlot line(double[] xs, double[] ys, Ink ink, BasicStroke stroke) {
    return add(xs, ys, ink, stroke, SeriesMarkers.NONE);
  }

  /** Points with markers; {@link #NONE} as the stroke leaves them unconnected. */
  ReportPlot add(double[] xs, double[] ys, Ink ink, BasicStroke stroke, Marker marker) {
    var added = chart.addSeries("s" + series, xs, ys);
    series++;
    added.setMarker(marker).setMarkerColor(ink.color());
    added.setLineColor(ink.color()).setLineStyle(stroke);
    return this;
  }

  /** The drawing as an SVG document. */
  String document() {
    var out = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
