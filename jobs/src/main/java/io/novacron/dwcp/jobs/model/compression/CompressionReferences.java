package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.evaluation.decision.CodecDecisions;
import io.novacron.dwcp.evaluation.decision.CodecDecisions.Amounts;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Floors and ceilings of the selector on the same rows. */
final class CompressionReferences {

  /** A delta needs a baseline, zstd-max a slow link. */
  private static final List<String> OPEN_TO_ALL = List.of("none", "lz4", "zstd");

  /** By training set and best single choice. */
  private static final Map<String, BiFunction<TrainingSet, String, Column>> DECISIONS = decisions();

  private final CompressionModelConfig config;

  CompressionReferences(CompressionModelConfig config) {
    this.config = config;
  }

  /** Every scorer beside the candidate, as gates name them. */
  static List<String> names() {
    return List.copyOf(DECISIONS.keySet());
  }

  private static Map<String, BiFunction<TrainingSet, String, Column>> decisions() {
    var decisions = new LinkedHashMap<String, BiFunction<TrainingSet, String, Column>>();
    decisions.put("floor:best-single", (set, bestSingle) -> lit(bestSingle));
    decisions.put(
        "floor:best-with-delta",
        (set, bestSingle) -> lit(leastRegret(set.part(TrainingSet.TRAIN), Tables.CANDIDATES)));
    decisions.put(
        "floor:majority", (set, bestSingle) -> lit(majority(set.part(TrainingSet.TRAIN))));
    decisions.put("floor:always-zstd", (set, bestSingle) -> lit("zstd"));
    decisions.put("floor:runtime-rule", (set, bestSingle) -> col("runtime_choice"));
    decisions.put(
        "ceiling:perfect-sizes",
        (set, bestSingle) -> CodecDecisions.perfectSizes(col("bandwidth_estimate_mbps")));
    decisions.put("ceiling:perfect", (set, bestSingle) -> col("best"));
    return decisions;
  }

  /** One scorer for each floor and ceiling, all in one pass; none pays for a probe. */
  Dataset<Row> of(TrainingSet set) {
    var bestSingle = bestSingle(set.part(TrainingSet.TRAIN));
    var scorers =
        DECISIONS.entrySet().stream()
            .map(
                entry ->
                    struct(
                        lit(entry.getKey()).as("scorer"),
                        entry.getValue().apply(set, bestSingle).as("decision")))
            .toArray(Column[]::new);
    var amounts =
        new Amounts(
            lit(0.0D),
            lit(1.0D),
            bestSingle,
            col("runtime_choice"),
            config.oracle().tieZ(),
            config.oracle().tieShare());
    return ScoredColumns.of(
        set.rows().withColumn("reference", explode(array(scorers))),
        col("reference.decision"),
        lit(null).cast("double"),
        amounts,
        col("reference.scorer"));
  }

  /** The one choice that is open to every transfer of least mean regret on these rows. */
  static String bestSingle(Dataset<Row> train) {
    return leastRegret(train, OPEN_TO_ALL);
  }

  /**
   * The fixed setting of least mean regret: one candidate where it is open, elsewhere the next
   * simpler one, so a codec with the delta wherever there is a baseline.
   */
  private static String leastRegret(Dataset<Row> train, List<String> candidates) {
    var means =
        candidates.stream()
            .map(
                name ->
                    avg(
                        CodecDecisions.of("cost_ms", CodecDecisions.available(lit(name)))
                            .divide(col("best_cost_ms"))))
            .toList();
    var row = train.agg(means.get(0), means.subList(1, means.size()).toArray(Column[]::new)).head();
    var best = 0;
    for (var c = 1; c < means.size(); c++) {
      best = row.getDouble(c) < row.getDouble(best) ? c : best;
    }
    return candidates.get(best);
  }

  private static String majority(Dataset<Row> train) {
    return train
        .groupBy("best")
        .count()
        .orderBy(col("count").desc(), col("best"))
        .head()
        .getString(0);
  }
}
