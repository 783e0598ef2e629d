package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The small fit that the leak guard gives shuffled labels: the plain variant with few trees, never
 * falling back, exported and scored as every selector is.
 *
 * <p>Without the second stage's costs, because a cost formula over a probe knows much without any
 * label.
 */
final class SelectorControl {

  private static final BoosterConfig SMALL = new BoosterConfig(5, 2, 0.3, 20, 1, 1, 1, 64);

  private final CompressionModelConfig config;
  private final FeatureSet inputs;

  SelectorControl(CompressionModelConfig config, FeatureSet inputs) {
    this.config = config;
    this.inputs = inputs;
  }

  SelectorModel fit(TrainingSet set, long seed) {
    var settings =
        new SelectorSettings(
            1,
            0,
            config.oracle().cores(),
            (float) config.oracle().zstdMaxBelowMbps(),
            (float) config.selector().clearCostRatio(),
            SelectorShape.FALLBACK);
    var classes =
        new ChoiceBooster(config.selector(), SelectorShape.classes(), Seeds.derive(seed, "control"))
            .fit(
                dense(set.part(TrainingSet.TRAIN)),
                dense(set.part(TrainingSet.VALIDATION)),
                names(),
                SMALL);
    var parts = SelectorParts.plain(SelectorShape.of(inputs, settings), classes);
    return new SelectorModel(parts.graphFiles(), SelectorNotes.none(), config);
  }

  private List<String> names() {
    return inputs.names().stream().map(name -> "f" + inputs.names().indexOf(name)).toList();
  }

  /** The rows as {@link ChoiceBooster} wants them. */
  private Dataset<Row> dense(Dataset<Row> rows) {
    var columns = new ArrayList<Column>();
    columns.add(col("transfer_id").as("key"));
    columns.add(col(TrainingSet.DATASET));
    var classes = Tables.CANDIDATES.stream().map(name -> lit(name)).toArray(Column[]::new);
    columns.add(
        array_position(array(classes), col("best"))
            .minus(1)
            .cast("double")
            .as(ChoiceBooster.LABEL));
    for (var i = 0; i < inputs.names().size(); i++) {
      var value = col(inputs.names().get(i)).cast("float");
      columns.add(coalesce(value, lit(Float.NaN)).as("f" + i));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
