package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.oracle.Calibration;
import io.novacron.dwcp.evaluation.oracle.Calibrator;
import io.novacron.dwcp.evaluation.oracle.OracleLabels;
import io.novacron.dwcp.jobs.training.Labelled;
import io.novacron.dwcp.jobs.training.Run;
import io.novacron.dwcp.jobs.training.Sources;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labels from the oracle: speeds calibrated once a run on payloads from before the test part, then
 * frozen; a run that is repeated reads its own calibration back, so its labels do not move.
 */
final class CompressionLabels {

  private final CompressionModelConfig config;

  CompressionLabels(CompressionModelConfig config) {
    this.config = config;
  }

  Labelled label(Sources sources, Run run) {
    var transfers = sources.read(Tables.TELEMETRY_TRANSFERS);
    var conditions =
        sources
            .read(Tables.TELEMETRY_CONDITIONS)
            .select(col("transfer_id"), col("bandwidth_mbps"), col("ingested_at").as("known_at"));
    var known = known(sources, run);
    var calibration =
        known.isEmpty() ? measure(transfers) : Calibration.fromRows(known, config.oracle());
    var labels =
        OracleLabels.label(
            transfers.join(conditions, "transfer_id"), calibration, config.oracle(), run.runId());
    var cells = calibration.toRows(run.runId(), run.date(), config.oracle());
    var table = EvaluationTables.ORACLE_CALIBRATION;
    var evidence = sources.store().frame(table, cells);
    return new Labelled(
        labels, Map.of(table, evidence), calibration.oracleVersion(config.oracle()));
  }

  private List<Row> known(Sources sources, Run run) {
    var table = EvaluationTables.ORACLE_CALIBRATION;
    if (!sources.store().exists(table)) {
      return List.of();
    }
    return sources.store().read(table).where(col("run_id").equalTo(run.runId())).collectAsList();
  }

  private Calibration measure(Dataset<Row> transfers) {
    var calibrate = config.oracle().calibration();
    var testStart =
        Timestamp.from(CompressionTrainer.SPLIT.borders(transfers, config.split()).testStart());
    var payloads =
        OracleLabels.calibrationPayloads(
            transfers.where(col("ts").lt(lit(testStart))), calibrate.payloads());
    return Calibration.fit(Calibrator.measure(payloads, calibrate), calibrate);
  }
}
