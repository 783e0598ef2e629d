package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.evaluation.leak.ChosenSetting;
import io.novacron.dwcp.jobs.training.TrainedModel;
import io.novacron.dwcp.jobs.training.Trainer;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A detector whose threshold was changed in its files, and which is all that they say otherwise.
 */
record RuledModel(Map<String, byte[]> files, TrainedModel loaded) implements TrainedModel {

  private static final String NOTES = "notes.json";

  RuledModel {
    files = Map.copyOf(files);
  }

  static RuledModel of(Trainer trainer, TrainedModel honest, double threshold) {
    var files = new HashMap<>(honest.files());
    var notes = new String(files.get(NOTES), StandardCharsets.UTF_8);
    var changed = notes.replaceFirst("\"threshold\" : [^,\\s]+", "\"threshold\" : " + threshold);
    files.put(NOTES, changed.getBytes(StandardCharsets.UTF_8));
    try {
      var folder = Files.createTempDirectory("ruled");
      for (var file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return new RuledModel(files, trainer.load(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dataset<Row> score(TrainingSet rows) {
    return loaded.score(rows);
  }

  @Override
  public List<ChosenSetting> chosen() {
    return loaded.chosen();
  }

  @Override
  public Map<String, Map<String, Double>> curves() {
    return loaded.curves();
  }
}
