package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.table.Landing;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import io.novacron.dwcp.common.table.Quarantine;
import io.novacron.dwcp.features.clean.CleanRun;
import io.novacron.dwcp.features.clean.Cleaned;
import io.novacron.dwcp.features.clean.Cleaner;
import io.novacron.dwcp.jobs.quality.Drift;
import io.novacron.dwcp.jobs.quality.DriftResult;
import io.novacron.dwcp.jobs.quality.QualityChecks;
import io.novacron.dwcp.jobs.quality.QualityReport;
import io.novacron.dwcp.jobs.quality.RowCounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One landing source on its way into the lake: cleaned, written, balanced, checked. */
record Intake(RunContext context, Landing landing, Map.Entry<String, Source> source) {

  /** What became of the source's rows. */
  record Result(
      String name,
      long landed,
      long clean,
      long refused,
      QualityReport quality,
      List<DriftResult> drift) {

    Result {
      drift = List.copyOf(drift);
    }

    String detail() {
      return "%s %d clean, %d refused".formatted(name, clean, refused);
    }
  }

  Result run(String step) {
    var spec = source.getValue().spec();
    var from = context.from();
    var to = context.to();
    var clean = context.settings().clean();
    var landed = landing.read(source.getKey(), from, to);
    var run = CleanRun.before(to, context.run().runId(), clean);
    try (var cleaned = new Cleaner(source.getValue(), clean, run).clean(landed)) {
      var commit = context.commit(step, cleaned.inputDigest());
      var quarantine = new Quarantine(context.store());
      context.store().replaceDates(spec, cleaned.clean(), from, to, commit);
      quarantine.replaceDates(spec, cleaned.refused(), from, to, commit);
      quarantine.requireBalanced(spec, from, to, landed.count());
      var written = context.sources().read(spec);
      var quality = context.settings().quality();
      return new Result(
          source.getKey(),
          landed.count(),
          cleaned.cleanCount(),
          cleaned.refusedCount(),
          new QualityChecks(quality).check(spec, written, counts(cleaned)),
          new Drift(quality).measure(spec, written, from, to));
    }
  }

  private static RowCounts counts(Cleaned cleaned) {
    SortedMap<LocalDate, Long> clean = new TreeMap<>();
    SortedMap<LocalDate, Long> refused = new TreeMap<>();
    cleaned
        .counts()
        .forEach(
            (date, count) -> {
              clean.put(date, count.clean());
              refused.put(date, count.refused());
            });
    return new RowCounts(clean, refused, new TreeMap<>());
  }
}
