package io.novacron.dwcp.jobs.operate;

import io.novacron.dwcp.evaluation.gate.Direction;
import io.novacron.dwcp.jobs.operate.ReportInput.Calibration;
import io.novacron.dwcp.jobs.operate.ReportInput.Check;
import io.novacron.dwcp.jobs.operate.ReportInput.Confusion;
import io.novacron.dwcp.jobs.operate.ReportInput.CurvePoint;
import io.novacron.dwcp.jobs.operate.ReportInput.Drift;
import io.novacron.dwcp.jobs.operate.ReportInput.Event;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Judgement;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import io.novacron.dwcp.jobs.operate.ReportInput.Run;
import io.novacron.dwcp.jobs.operate.ReportInput.Source;
import io.novacron.dwcp.jobs.operate.ReportInput.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Nights as records: a full one, a first one that was refused, and one meant to do harm. */
public final class ReportNights {

  private static final LocalDate DATE = LocalDate.of(2026, 1, 31);
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private ReportNights() {}

  /** A night with a champion before it, all tables filled. */
  public static ReportInput full() {
    return new ReportInput(
        run(), List.of(compression()), checks(), drift(), steps(), sources(), calibration());
  }

  /** A first night whose candidate failed two gates. */
  public static ReportInput refusedFirst() {
    var judgement =
        new Judgement(
            "NOT_BLESSED",
            "INFRA_NOT_BLESSED",
            OptionalLong.of(1),
            DIGEST,
            OptionalLong.empty(),
            OptionalLong.empty());
    var gates =
        List.of(
            NightNumbers.gate(
                "beats_majority",
                "accuracy",
                Direction.AT_LEAST,
                "ci-low",
                0.5,
                0.93,
                true,
                "block"),
            NightNumbers.gate(
                "tie_aware_accuracy",
                "tie_aware_accuracy",
                Direction.AT_LEAST,
                "ci-low",
                0.97,
                0.9612,
                false,
                "block"),
            NightNumbers.undefinedGate());
    var metrics =
        List.of(
            NightNumbers.metric(
                "candidate", "test", "all", "tie_aware_accuracy", 0.9684, 0.004, 1204),
            NightNumbers.metric(
                "floor:majority", "test", "all", "tie_aware_accuracy", 0.62, 0.01, 1204));
    var model =
        new Model(
            "compression",
            judgement,
            metrics,
            List.of(),
            List.of(),
            List.of(),
            gates,
            List.of(
                new Event("refused", OptionalLong.of(1), "2 of 3 gates failed, nothing moved.")));
    return new ReportInput(
        run(), List.of(model), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Names that try to break out of the page, and tables that are empty. */
  public static ReportInput hostile() {
    var evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    var judgement =
        new Judgement(
            evil, evil, OptionalLong.empty(), evil, OptionalLong.empty(), OptionalLong.empty());
    var gate =
        new Gate(
            evil,
            evil,
            "test",
            "all",
            Direction.AT_LEAST,
            "value",
            "block",
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            0,
            false,
            evil);
    var metrics =
        List.of(
            NightNumbers.metric("candidate", "test", "all", evil, 0.5, 0.1, 10),
            NightNumbers.metric("floor:" + evil, "test", "all", evil, 0.4, 0.1, 10),
            NightNumbers.metric("candidate", "test", evil + "=" + evil, evil, 0.5, 0.1, 10));
    var model =
        new Model(
            evil,
            judgement,
            metrics,
            List.of(),
            List.of(new Confusion("candidate", "test", evil, evil, 1)),
            List.of(
                new CurvePoint(
                    "candidate", "test", "importance", evil, 0, OptionalDouble.of(1), 1)),
            List.of(gate),
            List.of(new Event(evil, OptionalLong.empty(), evil)));
    var run = new Run(evil, DATE, 1, evil, evil, evil, evil, 1, evil, evil);
    return new ReportInput(
        run, List.of(model), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Run run() {
    return new Run(
        "night-2026-01-31-a1",
        DATE,
        1,
        "done",
        "0.1.0",
        DIGEST,
        "night { split-seeds = 5 }",
        42,
        "/lake/demo",
        "./submit/submit.sh night --lake /lake/demo --date 2026-01-31 --run-id night-2026-01-31-a1"
            + " -D seed=42");
  }

  private static Model compression() {
    var judgement =
        new Judgement(
            "BLESSED",
            "INFRA_BLESSED",
            OptionalLong.of(4),
            DIGEST,
            OptionalLong.of(3),
            OptionalLong.of(4));
    return new Model(
        "compression",
        judgement,
        NightNumbers.metrics(),
        NightNumbers.differences(),
        NightNumbers.confusion(),
        NightNumbers.curves(),
        NightNumbers.gates(),
        List.of(
            new Event("trained", OptionalLong.of(4), "5 splits, 312 trees, 41.2 s."),
            new Event("published", OptionalLong.of(4), "All 9 gates that block passed.")));
  }

  private static List<Check> checks() {
    var checks = new ArrayList<Check>();
    for (var table : List.of("telemetry_link", "telemetry_transfers")) {
      checks.add(check(table, "completeness_of_rtt_ms", 1.0, true, "error"));
      checks.add(check(table, "rows_at_least", 86_400, true, "error"));
    }
    checks.add(check("telemetry_link", "late_share", 0.021, false, "warning"));
    return checks;
  }

  private static Check check(
      String table, String name, double value, boolean passed, String severity) {
    return new Check(
        table,
        DATE,
        name,
        OptionalDouble.of(value),
        passed,
        severity,
        passed ? "As declared." : "More than 2 % of the rows came late.");
  }

  private static List<Drift> drift() {
    return List.of(
        new Drift(
            "telemetry_link",
            DATE,
            "bandwidth_mbps",
            "psi",
            OptionalDouble.of(0.041),
            86_400,
            518_400),
        new Drift(
            "telemetry_link", DATE, "rtt_ms", "psi", OptionalDouble.of(0.12), 86_400, 518_400),
        new Drift("telemetry_link", DATE, "jitter_ms", "psi", OptionalDouble.empty(), 86_400, 0));
  }

  private static List<Step> steps() {
    return List.of(
        new Step(
            "ingest", 1, 21.4, 1_204_331, 1_203_998, 333, "7 sources, 333 rows refused by 4 rules"),
        new Step("features", 1, 34.9, 1_203_998, 41_022, 0, "features of compression"),
        new Step("labels", 1, 61.2, 41_022, 41_022, 0, "compression: 41,022 payloads measured"),
        new Step("train", 1, 41.2, 41_022, 5, 0, "5 candidates fitted"),
        new Step("evaluate", 1, 12.08, 41_022, 288_004, 0, "7 scorers, 3 data sets"),
        new Step("publish", 1, 0.42, 9, 1, 0, "version 4 is champion"));
  }

  private static List<Source> sources() {
    return List.of(
        new Source("ingest", "landing/link", -1, DIGEST),
        new Source("features", "telemetry_link", 12, DIGEST),
        new Source("labels", "telemetry_transfers", 7, DIGEST));
  }

  private static List<Calibration> calibration() {
    var cells = new ArrayList<Calibration>();
    for (var operation : List.of("compress:lz4", "compress:zstd", "decompress:zstd", "delta")) {
      for (var band = 0; band < 3; band++) {
        cells.add(cell("all", operation, band, 2.1 + band));
        cells.add(cell("even", operation, band, 2.08 + band));
        cells.add(cell("odd", operation, band, 2.12 + band));
      }
    }
    return cells;
  }

  private static Calibration cell(String half, String operation, long band, double msPerMb) {
    return new Calibration(
        "oracle-51c2", half, operation, band, 1, 0.02, msPerMb, 0.011, 0.06, 400);
  }
}
