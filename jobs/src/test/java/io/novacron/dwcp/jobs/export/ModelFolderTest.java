package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.ModelFolder.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  private static final String FILE = "model.onnx";

  record Notes(double threshold, String word) {}

  @TempDir Path folder;

  @BeforeEach
  void publish() throws IOException {
    var model = GoldenRowsTest.model();
    write(FILE, model.bytes());
    write(ModelFolder.SIGNATURE, ModelFolder.text(model.signature().toJson()));
    write(ModelFolder.NOTES, ModelFolder.json(new Notes(0.5, "up")));
    try (var scorer = model.open()) {
      write(
          ModelFolder.GOLDEN,
          ModelFolder.golden(scorer, FloatMatrix.of(new float[] {1.5f, 0.1f}, 2)));
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  @Test
  void hasNoProblemWhenEveryGraphMakesItsGoldenRows() {
    assertThat(ModelFolder.problem(folder, Graph.first(FILE), Graph.first(FILE))).isEmpty();
  }

  @Test
  void saysWhichRowTheSecondGraphDoesNotMake() throws IOException {
    var other = ModelFolder.text(folder, ModelFolder.GOLDEN).replace("1.1", "1.2");
    write("other.jsonl", ModelFolder.text(other));

    var problem =
        ModelFolder.problem(
            folder, Graph.first(FILE), new Graph(FILE, ModelFolder.SIGNATURE, "other.jsonl"));

    assertThat(problem).get().asString().contains("golden row 0 differs in y");
  }

  @Test
  void saysThatAGraphIsBroken() throws IOException {
    write(FILE, new byte[] {1, 2, 3});

    assertThat(ModelFolder.problem(folder, Graph.first(FILE))).isPresent();
  }

  @Test
  void keepsAtMostTheFirstRows() {
    var rows = FloatMatrix.of(new float[2 * (ModelFolder.GOLDEN_ROWS + 5)], 2);

    try (var scorer = GoldenRowsTest.model().open()) {
      assertThat(new String(ModelFolder.golden(scorer, rows), StandardCharsets.UTF_8).lines())
          .hasSize(ModelFolder.GOLDEN_ROWS);
    }
  }

  @Test
  void readsNotesBack() {
    assertThat(ModelFolder.notes(folder, Notes.class)).isEqualTo(new Notes(0.5, "up"));
  }

  @Test
  void refusesMalformedNotesAndMissingFiles() throws IOException {
    write(ModelFolder.NOTES, ModelFolder.text("{"));

    assertThatThrownBy(() -> ModelFolder.notes(folder, Notes.class))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("notes are malformed")
        .hasMessageContaining(folder.toString());
    assertThatThrownBy(() -> ModelFolder.problem(folder, Graph.first("absent.onnx")))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("absent.onnx");
  }
}
