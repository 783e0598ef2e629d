package io.novacron.dwcp.jobs.operate.request;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.evaluation.metric.ScoreAreas;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/**
 * One file of requests in the order of time: durations and whether a request is slow. Memory: the
 * file.
 *
 * <p>The normal rows of the head are fitted on and, the last of them held back, set the threshold;
 * the rest of the file is scored.
 */
final class RequestFile {

  private final double[][] durations;
  private final boolean[] slow;

  /** Requests in the order of time, shared and not to be changed. */
  RequestFile(double[][] durations, boolean[] slow) {
    this.durations = durations;
    this.slow = slow;
  }

  /**
   * What a scorer reached on the scored rows.
   *
   * @param f1 at the threshold that held-back normal rows set
   */
  record Reached(double auroc, double f1) implements Serializable {}

  /**
   * Both scorers on one file.
   *
   * @param rows scored rows
   */
  record Measured(Reached plain, Reached joint, long rows) implements Serializable {}

  /** Reads a gzipped CSV file with a header. */
  static RequestFile read(Path file, String label) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      var head = lines.readLine();
      var names = head == null ? List.<String>of() : Arrays.asList(head.split(",", -1));
      var at = names.indexOf(label);
      if (at < 0 || names.size() < 2) {
        throw new DataError(
            "Cannot read measured requests: no column %s beside durations: %s; restore the file"
                .formatted(label, file));
      }
      var durations = new ArrayList<double[]>();
      var slow = new ArrayList<Boolean>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var cells = numbers(line, names.size(), file);
        slow.add(cells[at] != 0);
        var row = new double[cells.length - 1];
        System.arraycopy(cells, 0, row, 0, at);
        System.arraycopy(cells, at + 1, row, at, row.length - at);
        durations.add(row);
      }
      var labels = new boolean[slow.size()];
      for (var i = 0; i < labels.length; i++) {
        labels[i] = slow.get(i);
      }
      return new RequestFile(durations.toArray(double[][]::new), labels);
    } catch (IOException e) {
      throw new InfraError("Cannot read measured requests: " + file + "; check the file", e);
    }
  }

  private static double[] numbers(String line, int width, Path file) {
    var cells = line.split(",", -1);
    var numbers = new double[cells.length];
    try {
      for (var i = 0; i < cells.length; i++) {
        numbers[i] = Double.parseDouble(cells[i]);
      }
    } catch (NumberFormatException e) {
      throw new DataError(
          "Cannot read measured requests: not a number in '%s' of %s; restore the file"
              .formatted(line, file),
          e);
    }
    if (cells.length != width || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
      throw new DataError(
          "Cannot read measured requests: %d finite numbers wanted in '%s' of %s; restore the file"
              .formatted(width, line, file));
    }
    return numbers;
  }

  /** What both scorers reach; empty where a part lacks the rows that it needs. */
  Optional<Measured> measured(RequestConfig config) {
    var cut = (int) (durations.length * config.headShare());
    var normal = new ArrayList<double[]>();
    for (var i = 0; i < cut; i++) {
      if (!slow[i]) {
        normal.add(durations[i]);
      }
    }
    var fitted = (int) (normal.size() * config.fitShare());
    if (fitted == 0 || fitted == normal.size()) {
      return Optional.empty();
    }
    var distance =
        JointDistance.of(normal.subList(0, fitted).toArray(double[][]::new), config.shrinkage());
    var held = normal.subList(fitted, normal.size());
    var quantile = config.alarmQuantile();
    return reached(distance::plain, held, cut, quantile)
        .flatMap(
            plain ->
                reached(distance::joint, held, cut, quantile)
                    .map(joint -> new Measured(plain, joint, (long) durations.length - cut)));
  }

  private Optional<Reached> reached(
      ToDoubleFunction<double[]> scorer, List<double[]> held, int cut, double quantile) {
    var normal = held.stream().mapToDouble(scorer).sorted().toArray();
    var threshold = normal[Math.max(0, (int) Math.ceil(quantile * normal.length) - 1)];
    var scores = new ArrayList<Double>();
    var labels = new ArrayList<Boolean>();
    long right = 0;
    long wrong = 0;
    for (var i = cut; i < durations.length; i++) {
      var score = scorer.applyAsDouble(durations[i]);
      var alarm = score > threshold;
      right += alarm && slow[i] ? 1 : 0;
      wrong += alarm != slow[i] ? 1 : 0;
      scores.add(score);
      labels.add(slow[i]);
    }
    var f1 = 2.0 * right / (2 * right + wrong);
    return ScoreAreas.of(scores, labels).map(areas -> new Reached(areas.auroc(), f1));
  }
}
