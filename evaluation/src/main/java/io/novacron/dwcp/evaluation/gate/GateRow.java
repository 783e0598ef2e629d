package io.novacron.dwcp.evaluation.gate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code gate_results} from a verdict, without Spark.
 *
 * @param runId night
 * @param ds the night's UTC date
 * @param model model name
 * @param version candidate digest
 * @param result one gate's outcome
 */
public record GateRow(String runId, LocalDate ds, String model, String version, GateResult result) {

  /** The cells in the order in which {@code gate_results} declares its columns; null: undefined. */
  public List<@Nullable Object> cells() {
    var gate = result.gate();
    var observed = result.observed();
    return Collections.unmodifiableList(
        Arrays.<@Nullable Object>asList(
            runId,
            java.sql.Date.valueOf(ds),
            model,
            version,
            gate.name(),
            gate.metric(),
            gate.dataset(),
            gate.slice(),
            gate.direction().word(),
            gate.on().word(),
            gate.severity().word(),
            gate.bound(),
            observed.isPresent() ? (Double) observed.getAsDouble() : null,
            result.n(),
            result.passed(),
            result.reason()));
  }
}
