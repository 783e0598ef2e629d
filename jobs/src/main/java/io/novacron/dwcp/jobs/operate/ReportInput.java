package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.evaluation.gate.Direction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * All that is said about one night, as plain records: what the report, the terminal's verdict table
 * and the JSON object are made from. Built from the evaluation tables by {@link ReportData}.
 *
 * <p>A missing number is empty, never NaN. Lists keep the order that readers should see.
 */
public record ReportInput(
    Run run,
    List<Model> models,
    List<Check> checks,
    List<Drift> drift,
    List<Step> steps,
    List<Source> sources,
    List<Calibration> calibration) {

  /** The scorer that a night's verdict is about. */
  public static final String CANDIDATE = "candidate";

  /** The scorer that holds the alias. */
  public static final String CHAMPION = "champion";

  /** The slice of all rows. */
  public static final String ALL = "all";

  public ReportInput {
    models = List.copyOf(models);
    checks = List.copyOf(checks);
    drift = List.copyOf(drift);
    steps = List.copyOf(steps);
    sources = List.copyOf(sources);
    calibration = List.copyOf(calibration);
  }

  /** The same with these models only. */
  public ReportInput of(List<String> names) {
    return new ReportInput(
        run,
        models.stream().filter(model -> names.contains(model.name())).toList(),
        checks,
        drift,
        steps,
        sources,
        calibration);
  }

  /**
   * The night itself.
   *
   * @param command the command line that repeats it, as one would type it
   * @param config the resolved configuration, secrets redacted
   */
  public record Run(
      String runId,
      LocalDate date,
      long attempt,
      String status,
      String suiteVersion,
      String configDigest,
      String config,
      long seed,
      String lake,
      String command) {}

  /** One model's candidate, its judgement and the numbers behind it. */
  public record Model(
      String name,
      Judgement judgement,
      List<Metric> metrics,
      List<Difference> differences,
      List<Confusion> confusion,
      List<CurvePoint> curves,
      List<Gate> gates,
      List<Event> events) {

    public Model {
      metrics = List.copyOf(metrics);
      differences = List.copyOf(differences);
      confusion = List.copyOf(confusion);
      curves = List.copyOf(curves);
      gates = gates.stream().sorted(Gate.FAILED_FIRST).toList();
      events = List.copyOf(events);
    }

    /**
     * The data set that the verdict is about: {@code test}, or else the first one seen. Looks at
     * every metric; ask once, not for each row.
     */
    public String mainDataset() {
      var own = metrics.stream().filter(m -> m.scorer().equals(CANDIDATE)).map(Metric::dataset);
      var names = own.collect(Collectors.toCollection(LinkedHashSet::new));
      return names.contains("test") || names.isEmpty() ? "test" : names.iterator().next();
    }

    /** The candidate's metrics over all rows of the main data set, gated ones first. */
    public List<Metric> headline() {
      var dataset = mainDataset();
      var gated = gates.stream().map(Gate::metric).distinct().toList();
      return metrics.stream()
          .filter(m -> m.isOf(CANDIDATE, dataset, ALL))
          .sorted(Comparator.comparing(m -> gated.contains(m.metric()) ? 0 : 1))
          .toList();
    }

    /** Whether some gate reads that metric. */
    public boolean isGated(String metric) {
      return gates.stream().anyMatch(gate -> gate.metric().equals(metric));
    }

    /** The gates that did not pass, those that block first. */
    public List<Gate> failedGates() {
      return gates.stream().filter(gate -> !gate.passed()).toList();
    }
  }

  /**
   * What was decided about a candidate.
   *
   * @param verdict BLESSED, NOT_BLESSED or NOT_EVALUATED
   * @param version the candidate's version; empty when none was stored
   * @param championBefore the champion that the candidate met; empty on the first night
   * @param championAfter the champion once the night was over
   */
  public record Judgement(
      String verdict,
      String infraVerdict,
      OptionalLong version,
      String digest,
      OptionalLong championBefore,
      OptionalLong championAfter) {

    /** Whether the candidate may serve. */
    public boolean blessed() {
      return verdict.equals("BLESSED");
    }

    /** Whether the alias champion moved to the candidate. */
    public boolean promoted() {
      return version.isPresent() && version.equals(championAfter);
    }
  }

  /** One metric of one scorer on one slice. */
  public record Metric(
      String role,
      String scorer,
      String dataset,
      String slice,
      String metric,
      OptionalDouble value,
      OptionalDouble ciLow,
      OptionalDouble ciHigh,
      long n,
      String method) {

    /** Whether the metric is of that scorer on that slice of that data set. */
    public boolean isOf(String wantedScorer, String wantedDataset, String wantedSlice) {
      return scorer.equals(wantedScorer)
          && dataset.equals(wantedDataset)
          && slice.equals(wantedSlice);
    }
  }

  /** One metric's difference between two scorers, first minus second, on the same rows. */
  public record Difference(
      String scorer,
      String against,
      String dataset,
      String metric,
      OptionalDouble difference,
      OptionalDouble ciLow,
      OptionalDouble ciHigh,
      long n,
      String method) {}

  /** How many rows of one true class were given one class. */
  public record Confusion(String scorer, String dataset, String truth, String prediction, long n) {}

  /** One point of a curve: reliability, coverage_accuracy, importance or trial. */
  public record CurvePoint(
      String scorer,
      String dataset,
      String curve,
      String label,
      double x,
      OptionalDouble y,
      long n) {}

  /** One gate's outcome. */
  public record Gate(
      String gate,
      String metric,
      String dataset,
      String slice,
      Direction direction,
      String readAt,
      String severity,
      OptionalDouble bound,
      OptionalDouble observed,
      long n,
      boolean passed,
      String reason) {

    static final Comparator<Gate> FAILED_FIRST =
        Comparator.comparing(Gate::passed).thenComparing(gate -> gate.blocks() ? 0 : 1);

    /** Whether a failure keeps the candidate from being published. */
    public boolean blocks() {
      return severity.equals("block");
    }
  }

  /** One event in the model's life during the night. */
  public record Event(String event, OptionalLong version, String detail) {}

  /** One quality check of one table and date. */
  public record Check(
      String table,
      LocalDate date,
      String check,
      OptionalDouble value,
      boolean passed,
      String severity,
      String message) {}

  /** Drift of one column of one date against the dates before. */
  public record Drift(
      String table,
      LocalDate date,
      String column,
      String statistic,
      OptionalDouble value,
      long n,
      long referenceN) {}

  /** One finished step. */
  public record Step(
      String step,
      long attempt,
      double seconds,
      long rowsIn,
      long rowsOut,
      long rowsRefused,
      String detail) {}

  /** One input that a step read; version -1 stands for landing files. */
  public record Source(String step, String input, long version, String digest) {}

  /** One calibrated cell of the oracle's cost model. */
  public record Calibration(
      String oracleVersion,
      String half,
      String operation,
      long ratioBand,
      long sizeBand,
      double fixedMs,
      double msPerMb,
      double standardError,
      double spread,
      long n) {}
}
