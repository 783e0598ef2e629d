package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.schema.Tables;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns a transfer joined with its sizes into a row of {@code labels_compression}.
 *
 * @param version the oracle version, which depends on the other two
 */
record Labeller(Calibration calibration, OracleConfig config, String version, String runId)
    implements Serializable {

  Labeller(Calibration calibration, OracleConfig config, String runId) {
    this(calibration, config, calibration.oracleVersion(config), runId);
  }

  Row label(Row transfer) {
    var conditions =
        new TransferConditions(
            number(transfer, "cpu_idle", 0),
            number(transfer, "amst_streams", 1),
            number(transfer, "rtt_ms", 0),
            config.rate(number(transfer, "bandwidth_mbps", 0)));
    var sizes = SizeRows.read(transfer);
    var estimateMbps = number(transfer, "bandwidth_estimate_mbps", Double.NaN);
    var label = OracleLabel.of(sizes, conditions, estimateMbps, calibration, config);
    var values = new HashMap<String, @Nullable Object>();
    values.put("transfer_id", transfer.getAs("transfer_id"));
    values.put("ds", transfer.getAs("ds"));
    values.put("run_id", runId);
    values.put("known_at", transfer.getAs("known_at"));
    values.put("runtime_choice", transfer.getAs("runtime_choice"));
    values.put("oracle_version", version);
    values.put("bandwidth_mbps", conditions.bandwidthMbps());
    put(values, sizes, label);
    var columns = Tables.LABELS_COMPRESSION.columnNames();
    return RowFactory.create(columns.stream().map(values::get).toArray());
  }

  private static void put(
      Map<String, @Nullable Object> values, PayloadSizes sizes, OracleLabel label) {
    values.put("best", label.best().label());
    values.put("best_cost_ms", label.bestCostMs());
    values.put("margin", label.margin().isPresent() ? label.margin().getAsDouble() : null);
    values.put("tie", label.tie());
    values.put("best_without_rtt", label.bestWithoutRtt().label());
    values.put("repeatable", label.repeatable());
    label
        .terms()
        .forEach(
            (candidate, terms) -> {
              var suffix = Tables.columnSuffix(candidate.label());
              values.put("bytes_" + suffix, sizes.bytesOut(candidate));
              values.put("compute_ms_" + suffix, terms.computeMs());
              values.put("sigma_ms_" + suffix, terms.sigmaMs());
              values.put("cost_ms_" + suffix, terms.costMs());
            });
  }

  private static double number(Row row, String column, double unknown) {
    Double value = row.getAs(column);
    return value == null ? unknown : value;
  }
}
