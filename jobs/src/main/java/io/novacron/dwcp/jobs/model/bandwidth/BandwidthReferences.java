package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hour;

import io.novacron.dwcp.evaluation.oracle.PathTruthConfig;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.training.LeastSquares;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Floors and the ceiling of the forecast on the same rows.
 *
 * <p>Floors: the last value and the mean of the window, of every quantity; of bandwidth alone, the
 * usual share of the reference at this hour for this kind of path, and least squares on the last
 * five values over the window's mean, both from the train part. The ceiling is what the mechanism
 * itself expects of the bandwidth, sensors' noise apart; measured links have none.
 */
final class BandwidthReferences {

  static final String PERSISTENCE = "floor:persistence";
  static final String MOVING_AVERAGE = "floor:moving-average";
  static final String SEASONAL = "floor:seasonal";
  static final String AUTOREGRESSION = "floor:ar5";
  static final String MECHANISM = "ceiling:mechanism";

  /** Every scorer beside the candidate, as gates name them. */
  static final List<String> NAMES =
      List.of(PERSISTENCE, MOVING_AVERAGE, SEASONAL, AUTOREGRESSION, MECHANISM);

  private static final int ORDER = 5;
  private static final double MBPS_A_UNIT = 1000;

  private final SequenceContract contract;
  private final PathTruthConfig truth;

  BandwidthReferences(SequenceContract contract, PathTruthConfig truth) {
    this.contract = contract;
    this.truth = truth;
  }

  Dataset<Row> of(TrainingSet set) {
    var train = set.part(TrainingSet.TRAIN);
    var lines = new HashMap<Integer, LeastSquares.Line>();
    Quantities.HORIZONS.forEach(horizon -> lines.put(horizon, line(train, horizon)));
    var rows = ScoredPaths.scorable(set.rows());
    var schema =
        rows.schema()
            .add(ScoredPaths.SCORER, "string", false)
            .add(ScoredPaths.FORECASTS, ScoredPaths.FORECASTS_TYPE, false);
    var pass = new ReferencePass(contract, lines, usual(train), schema);
    return ScoredPaths.of(rows.flatMap(pass, Encoders.row(schema)), truth);
  }

  /** Least squares on the train part; rows without a truth at the horizon say nothing. */
  private LeastSquares.Line line(Dataset<Row> train, int horizon) {
    var columns = contract.inputs().size();
    return train
        .where(col("bandwidth_mbps_" + horizon).isNotNull())
        .select(col("window"), col("bandwidth_mbps_" + horizon).divide(MBPS_A_UNIT))
        .javaRDD()
        .treeAggregate(
            new LeastSquares(ORDER),
            (sums, row) -> {
              var history = ReferencePass.bandwidths(row.getList(0), columns);
              var mean = ReferencePass.mean(history);
              if (mean > 0) {
                for (var i = 0; i < history.length; i++) {
                  history[i] /= mean;
                }
                sums.add(history, row.getDouble(1) / mean);
              }
              return sums;
            },
            LeastSquares::merge)
        .solve();
  }

  /** Mean share of the reference by kind of path and hour, and by kind alone. */
  private static Map<String, Double> usual(Dataset<Row> train) {
    var shares = new HashMap<String, Double>();
    var share = avg(col("bandwidth_mbps_1").divide(col("reference_mbps")));
    var known = train.where("bandwidth_mbps_1 IS NOT NULL AND reference_mbps > 0");
    known
        .groupBy(concat_ws(" ", col("link_type"), hour(col("ts"))))
        .agg(share)
        .collectAsList()
        .forEach(row -> shares.put(row.getString(0), row.getDouble(1)));
    known
        .groupBy("link_type")
        .agg(share)
        .collectAsList()
        .forEach(row -> shares.put(row.getString(0), row.getDouble(1)));
    return shares;
  }
}
