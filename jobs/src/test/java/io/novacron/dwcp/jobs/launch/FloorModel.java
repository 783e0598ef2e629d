package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says what a floor says, in the files of a real model. */
record FloorModel(TrainedModel real, Trainer trainer, String floor) implements TrainedModel {

  @Override
  public Map<String, byte[]> files() {
    return real.files();
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    return trainer
        .references(rows)
        .where(col("scorer").equalTo(floor))
        .withColumn("scorer", lit("candidate"));
  }

  @Override
  public List<ChosenSetting> chosen() {
    return real.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return real.curves();
  }
}
