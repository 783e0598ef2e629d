package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Round trips between regions: measured ones, and for other pairs a fit.
 *
 * <p><b>Definition.</b> log(rtt) = a + b log(km) by least squares over the measured pairs of the
 * same two areas. One fit over the whole world would be a third too slow across the Pacific and a
 * third too fast between Europe and Asia: cables follow coasts, not great circles.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} when the two directions of a pair differ too
 * much, or a pair is neither measured nor can be fitted.
 */
final class LatencyMap {

  private final PathConfig config;

  LatencyMap(PathConfig config) {
    this.config = config;
  }

  RoundTrips between(List<String> regions) {
    regions.forEach(this::place);
    var fitted = new ArrayList<String>();
    var rows = new ArrayList<List<Double>>();
    for (var from : regions) {
      var row = new ArrayList<Double>();
      for (var to : regions) {
        if (from.equals(to)) {
          row.add(config.localRttMs());
        } else {
          var measured = measured(from, to);
          row.add(measured > 0 ? measured : fit(from, to));
          if (measured <= 0 && from.compareTo(to) < 0) {
            fitted.add(from + "/" + to);
          }
        }
      }
      rows.add(row);
    }
    return new RoundTrips(regions, rows, fitted);
  }

  /** The mean of both directions, or 0 when nobody measured. */
  private double measured(String from, String to) {
    var there = config.measured().getOrDefault(from + "/" + to, 0.0);
    var back = config.measured().getOrDefault(to + "/" + from, 0.0);
    if (there > 0 && back > 0) {
      if (Math.abs(there - back) > config.mostAsymmetry() * Math.max(there, back)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "simulate.paths.measured: %s/%s is %.1f ms one way and %.1f ms the other; measure"
                    + " it again, or raise most-asymmetry",
                from,
                to,
                there,
                back));
      }
      return (there + back) / 2;
    }
    return Math.max(there, back);
  }

  private double fit(String from, String to) {
    var here = place(from);
    var there = place(to);
    var areas = areas(here, there);
    var points = new ArrayList<double[]>();
    for (var pair : new TreeMap<>(config.measured()).entrySet()) {
      var ends = pair.getKey().split("/", -1);
      var a = place(ends[0]);
      var b = place(ends[1]);
      if (areas(a, b).equals(areas)) {
        points.add(new double[] {Math.log(a.kmTo(b)), Math.log(pair.getValue())});
      }
    }
    if (points.size() < config.fewestForFit()) {
      throw new IllegalArgumentException(
          "simulate.paths: no round trip of %s/%s, and only %d measured pairs between %s and %s; measure more"
              .formatted(from, to, points.size(), here.area(), there.area()));
    }
    return Math.exp(at(points, Math.log(here.kmTo(there))));
  }

  private static Set<String> areas(PlaceConfig a, PlaceConfig b) {
    return new TreeSet<>(List.of(a.area(), b.area()));
  }

  private PlaceConfig place(String region) {
    var place = config.places().get(region);
    if (place == null) {
      throw new IllegalArgumentException(
          "simulate.paths.places: no such region: %s; name one of %s"
              .formatted(region, config.places().keySet().stream().sorted().toList()));
    }
    return place;
  }

  /** The line of least squares at {@code x}. */
  private static double at(List<double[]> points, double x) {
    var meanX = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
    var meanY = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
    var xy = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
    var xx = points.stream().mapToDouble(p -> Math.pow(p[0] - meanX, 2)).sum();
    return meanY + (xx == 0 ? 0 : xy / xx) * (x - meanX);
  }
}
