package io.novacron.dwcp.jobs.operate.outlier;

import io.novacron.dwcp.features.window.Aggregate;
import io.novacron.dwcp.features.window.Metric;
import io.novacron.dwcp.features.window.MetricFamily;
import io.novacron.dwcp.features.window.Span;
import io.novacron.dwcp.features.window.WindowPlan;
import io.novacron.dwcp.jobs.model.reliability.ForestConfig;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A folder of tables of one kind: how to read, how to score and what to compare with.
 *
 * @param folder below the benchmark's data
 * @param model what the rows of the result call the scorer
 * @param windows features over time; no families = the columns as they are
 * @param references figures to compare with
 */
public record OutlierSet(
    String folder,
    String model,
    Files files,
    Columns columns,
    Windows windows,
    ForestConfig forest,
    Protocol protocol,
    List<Reference> references) {

  public OutlierSet {
    references = List.copyOf(references);
    if (!windows.families().isEmpty() && columns.time().isEmpty()) {
      throw new IllegalArgumentException("windows: features over time need a column of time");
    }
  }

  /**
   * How a series' files are named.
   *
   * @param train ending of the file to fit on, after the series' name; empty where there is none
   * @param test ending of the file to score
   * @param labels file in the folder with labelled windows by series; empty where a column says it
   */
  public record Files(String train, String test, String labels) {}

  /**
   * What the columns are.
   *
   * @param features pattern that the whole name of a feature matches
   * @param time column of time; empty where rows have none
   * @param stepSeconds seconds from one whole number of {@code time} to the next; 0 where it is a
   *     UTC time stamp
   * @param label column that is 1 for an anomaly; empty where windows say it
   */
  public record Columns(String features, String time, long stepSeconds, String label) {

    public Columns {
      Pattern.compile(features);
    }

    boolean isFeature(String column) {
      return Pattern.matches(features, column);
    }
  }

  /**
   * Features over time.
   *
   * @param segmentSeconds see {@link WindowPlan}
   */
  public record Windows(long segmentSeconds, List<Family> families) {

    public Windows {
      families = List.copyOf(families);
    }

    WindowPlan plan(List<String> columns, WindowPlan.Times times) {
      var metrics = columns.stream().map(name -> new Metric(name, "1")).toList();
      var made =
          families.stream()
              .map(
                  family ->
                      new MetricFamily(
                          metrics,
                          family.windowSeconds().stream().map(Span::ofSeconds).toList(),
                          family.aggregates()))
              .toList();
      return new WindowPlan("", List.of(OutlierTable.ENTITY), times, segmentSeconds, made);
    }
  }

  /**
   * Aggregates of every feature column over every window.
   *
   * @param windowSeconds lengths of windows, s
   */
  public record Family(List<Aggregate> aggregates, List<Long> windowSeconds) {

    public Family {
      aggregates = List.copyOf(aggregates);
      windowSeconds = List.copyOf(windowSeconds);
    }
  }

  /** What the result has rows of. */
  public enum Report {
    /** AUROC and AUPRC of each series, mean over seeds. */
    EACH,
    /** AUROC and AUPRC, mean over series. */
    MEAN,
    /** Recall of labelled windows and false alarms a day, of each series and of all. */
    EVENTS
  }

  /**
   * How to fit and to measure.
   *
   * @param seeds fits, each with a seed of its own
   * @param headShare share of the time range at its start to fit on, whose labels are not looked
   *     at; 0 where all rows or a file of their own are fitted on
   * @param alarmQuantile quantile of the fitted rows' scores that an alarm lies above
   * @param mergeSeconds alarms at most this far apart are one
   */
  public record Protocol(
      Report report, int seeds, double headShare, double alarmQuantile, long mergeSeconds) {

    public Protocol {
      if (seeds < 1 || !(headShare >= 0 && headShare < 1)) {
        throw new IllegalArgumentException(
            "seeds: %d, with head-share %s; at least 1 and a share in [0, 1)"
                .formatted(seeds, headShare));
      }
      if (!(alarmQuantile > 0 && alarmQuantile <= 1) || mergeSeconds < 0) {
        throw new IllegalArgumentException(
            "alarm-quantile: %s, with merge-seconds %d; a share in (0, 1] and no negative time"
                .formatted(alarmQuantile, mergeSeconds));
      }
    }
  }

  /**
   * A figure to compare with.
   *
   * @param data series, or the set's name for a figure of all its series
   * @param metric name of ours
   * @param source who reached it
   * @param published a published figure, which ours should meet within the tolerance
   * @param floor what a naive method reaches, which ours should exceed
   */
  public record Reference(
      String data,
      String metric,
      String source,
      OptionalDouble published,
      double tolerance,
      OptionalDouble floor) {}
}
