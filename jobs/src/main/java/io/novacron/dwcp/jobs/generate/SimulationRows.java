package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.jobs.generate.consensus.CellSummary;
import io.novacron.dwcp.jobs.generate.consensus.Comparison;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The laboratory's figures as rows of one of its tables. */
record SimulationRows(StructType schema, String runId, Date date) implements Serializable {

  static SimulationRows of(TableSpec table, String runId, LocalDate date) {
    return new SimulationRows(table.structType(), runId, Date.valueOf(date));
  }

  Row summary(CellSummary figure) {
    var cell = figure.cell();
    return start()
        .set("cell", cell.name())
        .set("protocol", cell.protocol().word())
        .set("replicas", (long) cell.replicas())
        .set("faulty", (long) cell.faulty())
        .set("fault", cell.fault().word())
        .set("severity", cell.severity())
        .set("regions", String.join("+", cell.regions()))
        .set("load_per_s", cell.load())
        .set("loss", cell.loss())
        .set("batch", (long) cell.batch())
        .set("timeout_ms", cell.timeoutMs())
        .set("metric", figure.metric())
        .set("value", orNull(figure.value()))
        .set("ci_low", orNull(figure.ciLow()))
        .set("ci_high", orNull(figure.ciHigh()))
        .set("n", figure.n())
        .row();
  }

  Row benchmark(Comparison figure) {
    return start()
        .set("source", figure.source())
        .set("protocol", figure.protocol())
        .set("published_row", figure.row())
        .set("replicas", (long) figure.replicas())
        .set("faulty", (long) figure.faulty())
        .set("saturated", figure.saturated())
        .set("published_ms", orNull(figure.publishedMs()))
        .set("ours_ms", orNull(figure.oursMs()))
        .set("ci_low", orNull(figure.ciLow()))
        .set("ci_high", orNull(figure.ciHigh()))
        .set("ratio", orNull(figure.ratio()))
        .set("n", figure.placements())
        .set("modes", figure.modes())
        .set("constant_ms", figure.constantMs())
        .set("verdict", figure.verdict().word())
        .row();
  }

  private LandingRow start() {
    return new LandingRow(schema).set("run_id", runId).set(TableSpec.DS, date);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
