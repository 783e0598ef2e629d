package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Always says the same, and says that its settings were chosen on test. */
record ConstantModel(TrainedModel real) implements TrainedModel {

  @Override
  public Map<String, byte[]> files() {
    return real.files();
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    return real.score(rows).withColumn("prediction", lit("zstd"));
  }

  @Override
  public List<ChosenSetting> chosen() {
    return real.chosen().stream()
        .map(setting -> new ChosenSetting(setting.name(), TrainingSet.TEST))
        .toList();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return real.curves();
  }
}
