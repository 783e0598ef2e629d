package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents come after the model's digest, so the verdict's digest has to cover them. */
class JudgedDocumentsTest {

  private static final RunStamp RUN = new RunStamp(new RunId("r"), LocalDate.of(2026, 1, 31));
  private static final Map<String, byte[]> FILES = Map.of("model.onnx", "x".getBytes(UTF_8));
  private static final Map<String, byte[]> DOCUMENTS =
      Map.of("MODEL_CARD.md", "# card".getBytes(UTF_8), "gates.conf", "gates = []".getBytes(UTF_8));

  @TempDir private Path lake;
  private Registry registry;
  private ModelVersion version;
  private Path folder;

  @BeforeEach
  void publish() {
    registry = new Registry(new MemoryHistory(), new ModelFolders(lake, step -> {}));
    version =
        new Publication(registry, f -> Optional.empty())
            .publish(RUN, "compression", FILES, new Judgement("BLESSED", "fine\n", DOCUMENTS))
            .version();
    folder = lake.resolve("models").resolve(version.folder());
  }

  @Test
  void liesBesideTheModelWithoutChangingItsDigest() throws IOException {
    var card = Digests.sha256("# card");
    var gates = Digests.sha256("gates = []");

    assertThat(version.digest()).isEqualTo(Manifest.of(FILES).digest());
    assertThat(folder.resolve("MODEL_CARD.md")).hasContent("# card");
    assertThat(Files.readString(folder.resolve("_VERDICT.json")))
        .isEqualTo(
            "fine\ndocument %s MODEL_CARD.md\ndocument %s gates.conf\n".formatted(card, gates));
    assertThat(registry.load(version).version()).isEqualTo(version);
  }

  @Test
  void refusesToLoadWhenADocumentDiffersOrIsMissing() throws IOException {
    Files.writeString(folder.resolve("MODEL_CARD.md"), "# another card");

    assertThatThrownBy(() -> registry.load(version))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("MODEL_CARD.md differs from the digest in _VERDICT.json");

    Files.delete(folder.resolve("MODEL_CARD.md"));
    assertThatThrownBy(() -> registry.load(version)).isInstanceOf(DataError.class);
  }

  @Test
  void refusesToLoadWhenDocumentAndVerdictWereChangedTogether() throws IOException {
    var verdict = folder.resolve("_VERDICT.json");
    Files.writeString(folder.resolve("MODEL_CARD.md"), "# another card");
    Files.writeString(
        verdict,
        Files.readString(verdict)
            .replace(Digests.sha256("# card"), Digests.sha256("# another card")));

    assertThatThrownBy(() -> registry.load(version)).isInstanceOf(DataError.class);
  }

  @Test
  void keepsTheFirstDocumentsOfTheSameFiles() {
    var later =
        new Judgement("BLESSED", "fine\n", Map.of("MODEL_CARD.md", "# later".getBytes(UTF_8)));

    new Publication(registry, f -> Optional.empty()).publish(RUN, "compression", FILES, later);

    assertThat(folder.resolve("MODEL_CARD.md")).hasContent("# card");
  }

  @Test
  void takesNoDocumentOfAnotherName() {
    var documents = Map.of("../card.md", new byte[0]);

    assertThatThrownBy(() -> new Judgement("BLESSED", "fine\n", documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../card.md");
  }
}
