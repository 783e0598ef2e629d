package io.novacron.dwcp.jobs.model.bandwidth;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.udf;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.LeastSquares;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The small fit that the leak guard gives shuffled labels: a linear score of each class over the
 * same inputs, by least squares.
 *
 * <p>A network of the model's kind would be no control. Its forecast is a difference from the last
 * value, which is near the truth whatever the labels are shuffled to; these scores learn from
 * nothing but labels.
 */
final class BandwidthControl implements TrainedModel {

  private final List<LeastSquares.Line> scores;

  private BandwidthControl(List<LeastSquares.Line> scores) {
    this.scores = List.copyOf(scores);
  }

  static BandwidthControl fit(TrainingSet set) {
    var rows = set.part(TrainingSet.TRAIN).select(inputs(set), col("label")).javaRDD();
    var scores = new ArrayList<LeastSquares.Line>();
    for (var word : Quantities.CLASSES) {
      scores.add(
          rows.treeAggregate(
                  new LeastSquares(set.inputs().names().size()),
                  (sums, row) -> {
                    sums.add(numbers(row.getList(0)), word.equals(row.getString(1)) ? 1 : 0);
                    return sums;
                  },
                  LeastSquares::merge)
              .solve());
    }
    return new BandwidthControl(scores);
  }

  private static Column inputs(TrainingSet set) {
    return array(
        set.inputs().names().stream()
            .map(name -> coalesce(col(name), lit(0.0)))
            .toArray(Column[]::new));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of();
  }

  @Override
  public Dataset<Row> score(TrainingSet set) {
    var rows =
        ScoredPaths.scorable(set.rows())
            .withColumn(ScoredPaths.SCORER, lit("control"))
            .withColumn(ScoredPaths.FORECASTS, map().cast(ScoredPaths.FORECASTS_TYPE))
            .withColumn("control_inputs", inputs(set));
    var word = udf(decision(), DataTypes.StringType).apply(col("control_inputs"));
    return ScoredPaths.of(rows, word);
  }

  private UDF1<scala.collection.Seq<Double>, String> decision() {
    var lines = new ArrayList<>(scores);
    return values -> {
      var numbers = new double[values.size()];
      for (var i = 0; i < numbers.length; i++) {
        numbers[i] = values.apply(i);
      }
      var best = 0;
      for (var i = 1; i < lines.size(); i++) {
        best = lines.get(i).forecast(numbers) > lines.get(best).forecast(numbers) ? i : best;
      }
      return Quantities.CLASSES.get(best);
    };
  }

  @Override
  public List<ChosenSetting> chosen() {
    return List.of();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of();
  }
}
