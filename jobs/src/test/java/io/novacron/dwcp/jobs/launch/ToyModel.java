package io.novacron.dwcp.jobs.launch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fast above the cut, slow below.
 *
 * @param chosenOn part whose rows decided the cut
 */
record ToyModel(double cut, String chosenOn) implements TrainedModel {

  static ToyModel load(Path folder) {
    try {
      var words = Files.readString(folder.resolve("cut.txt")).split(" ", -1);
      return new ToyModel(Double.parseDouble(words[0]), words[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, byte[]> files() {
    return Map.of("cut.txt", (cut + " " + chosenOn).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    return ToyTrainer.scored(rows, when(col("estimate_mbps").gt(cut), "none").otherwise("zstd"));
  }

  @Override
  public List<ChosenSetting> chosen() {
    return List.of(new ChosenSetting("cut", chosenOn));
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return Map.of("importance", Map.of("estimate_mbps", 1.0));
  }
}
