package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

  private static final String MODEL = "compression";
  private static final Judgement BLESSED = new Judgement("BLESSED", "{\"verdict\":\"BLESSED\"}");

  private final MemoryHistory history = new MemoryHistory();
  @TempDir private Path lake;
  private Registry registry;

  @BeforeEach
  void open() {
    registry = new Registry(history, new ModelFolders(lake, step -> {}));
  }

  private static RunStamp run(String id) {
    return new RunStamp(new RunId(id), LocalDate.of(2026, 1, 31));
  }

  private static Map<String, byte[]> files(String text) {
    return Map.of("model.onnx", text.getBytes(UTF_8), "native/model.ubj", new byte[] {1, 2});
  }

  private ModelVersion publish(String run, String text) {
    return new Publication(registry, folder -> Optional.empty())
        .publish(run(run), MODEL, files(text), BLESSED)
        .version();
  }

  private Path folder(ModelVersion version) {
    return lake.resolve("models").resolve(version.folder());
  }

  @Test
  void stagesTheSameFilesFromMemoryAndFromAFolderOnce(@TempDir Path trained) throws IOException {
    var staged = registry.stage(MODEL, files("x"));
    Files.createDirectories(trained.resolve("native"));
    Files.writeString(trained.resolve("model.onnx"), "x");
    Files.write(trained.resolve("native/model.ubj"), new byte[] {1, 2});

    assertThat(registry.stage(MODEL, trained)).isEqualTo(staged);
    assertThat(registry.staged(MODEL, staged.digest())).isEqualTo(staged);
    assertThat(staged.folder()).hasFileName(staged.digest().substring(0, 16));
    assertThat(lake.resolve("models/.staging")).isEmptyDirectory();
    assertThat(registry.versions(MODEL)).isEmpty();
  }

  @Test
  void replacesWhatAKilledStagingLeftBehind() throws IOException {
    var digest = Manifest.of(files("x")).digest();
    var left = lake.resolve("models/.staging/" + MODEL + "-" + digest.substring(0, 16));
    Files.createDirectories(left.resolve("old"));
    Files.writeString(left.resolve("old/half"), "h");

    assertThat(registry.stage(MODEL, files("x")).folder().resolve("old")).doesNotExist();
  }

  @Test
  void loadsTheChampionWithItsBytes() {
    var version = publish("r", "x");

    var loaded = registry.load(MODEL, Registry.CHAMPION);

    assertThat(loaded.version()).isEqualTo(version);
    assertThat(loaded.bytes("native/model.ubj")).containsExactly(1, 2);
    assertThatThrownBy(() -> loaded.bytes("absent"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no file absent");
    assertThatThrownBy(() -> loaded.bytes("../../../secret")).isInstanceOf(DataError.class);
  }

  @Test
  void refusesToLoadWhenAFileDiffers() throws IOException {
    Files.writeString(folder(publish("r", "x")).resolve("model.onnx"), "y");

    assertThatThrownBy(() -> registry.load(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("model.onnx differs");
  }

  @Test
  void refusesToLoadWhenFileAndManifestWereChangedTogether() throws IOException {
    var folder = folder(publish("r", "x"));
    Files.writeString(folder.resolve("model.onnx"), "y");
    Files.writeString(folder.resolve(Manifest.FILE), Manifest.of(folder).json());

    assertThatThrownBy(() -> registry.load(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("manifest.json differs from the digest");
  }

  @Test
  void refusesToLoadWithoutManifest() throws IOException {
    Files.delete(folder(publish("r", "x")).resolve(Manifest.FILE));

    assertThatThrownBy(() -> registry.load(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no manifest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_VERDICT.json", "BLESSED"})
  void refusesToLoadWhenTheVerdictIsMissing(String file) throws IOException {
    Files.delete(folder(publish("r", "x")).resolve(file));

    assertThatThrownBy(() -> registry.load(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("_VERDICT.json or marker BLESSED differs from version 1's row");
  }

  @Test
  void refusesToLoadWhenTheVerdictWasRewritten() throws IOException {
    Files.writeString(folder(publish("r", "x")).resolve("_VERDICT.json"), "{}");

    assertThatThrownBy(() -> registry.load(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("_VERDICT.json");
  }

  @Test
  void saysWhichAliasPointsNowhere() {
    publish("r", "x");

    assertThat(registry.alias(MODEL, "challenger")).isEmpty();
    assertThatThrownBy(() -> registry.load(MODEL, "challenger"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("compression has no challenger");
  }

  @Test
  void refusesAnAliasWhoseVersionIsGone() {
    history.addMoves(run("r"), List.of(new AliasMove("r", MODEL, "champion", 1, 1, "d")));

    assertThatThrownBy(() -> registry.alias(MODEL, "champion"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("Cannot resolve alias champion of compression");
  }

  @Test
  void knowsTheChampionThatARepeatedNightWasJudgedAgainst() {
    assertThat(registry.championBefore(run("night-1"), MODEL)).isEmpty();
    var old = publish("night-1", "old");
    assertThat(registry.championBefore(run("night-1"), MODEL)).isEmpty();
    assertThat(registry.championBefore(run("night-2"), MODEL)).hasValue(old);
    var young = publish("night-2", "new");

    assertThat(registry.championBefore(run("night-2"), MODEL)).hasValue(old);
    assertThat(registry.championBefore(run("night-3"), MODEL)).hasValue(young);
  }

  @Test
  void rollsBackAndForthWithOneCommitEach() {
    var old = publish("night-1", "old");
    var young = publish("night-2", "new");

    assertThat(registry.rollBack(run("back"), MODEL)).isEqualTo(old);
    assertThat(registry.alias(MODEL, "champion")).hasValue(old);
    assertThat(registry.alias(MODEL, "previous")).hasValue(young);
    assertThat(registry.rollBack(run("forth"), MODEL)).isEqualTo(young);
    assertThat(history.commits().subList(6, 10))
        .containsExactly("aliases", "event", "aliases", "event");
    assertThat(history.events(MODEL).get(2))
        .isEqualTo(new ModelEvent("back", MODEL, "rolled_back", 1, "version 1 is champion again"));
  }

  @Test
  void rollsBackOnceWhenRepeatedAndWhenANightIsRepeated() {
    var old = publish("night-1", "old");
    publish("night-2", "new");
    registry.rollBack(run("back"), MODEL);

    assertThat(registry.rollBack(run("back"), MODEL)).isEqualTo(old);
    publish("night-2", "new");

    assertThat(registry.alias(MODEL, "champion")).hasValue(old);
    assertThat(history.commits()).hasSize(8);
  }

  @Test
  void refusesToRollBackToNothingOrToUnsoundFiles() throws IOException {
    var old = publish("night-1", "old");
    assertThatThrownBy(() -> registry.rollBack(run("back"), MODEL))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("compression has no previous");
    var young = publish("night-2", "new");
    Files.delete(folder(old).resolve("model.onnx"));

    assertThatThrownBy(() -> registry.rollBack(run("back"), MODEL))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("model.onnx is missing");
    assertThat(registry.alias(MODEL, "champion")).hasValue(young);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "A", "a/b", ".staging", "a b"})
  void refusesNamesThatAreNoModel(String model) {
    assertThatThrownBy(() -> registry.stage(model, files("x")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("not a model name");
  }

  @Test
  void refusesDigestsThatAreNone() {
    assertThatThrownBy(() -> registry.staged(MODEL, "../../../etc")).isInstanceOf(UsageError.class);
  }

  @Test
  void refusesFoldersThatLeaveTheLakeThroughALink(@TempDir Path outside) throws IOException {
    Files.createSymbolicLink(lake.resolve("models/" + MODEL), outside);
    assertThatThrownBy(() -> registry.stage(MODEL, files("x")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("leaves the lake");

    var other = Files.createDirectories(lake.resolve("other"));
    Files.createSymbolicLink(other.resolve("models"), outside);
    assertThatThrownBy(() -> new ModelFolders(other, step -> {}))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("leaves the lake");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void saysThatALakeCannotBeMade() throws IOException {
    var file = Files.writeString(lake.resolve("file"), "x");

    assertThatThrownBy(() -> new ModelFolders(file, step -> {}))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("--lake");
  }

  @Test
  void saysThatFilesCannotBeWritten() throws IOException {
    Files.writeString(lake.resolve("models/.staging"), "in the way");

    assertThatThrownBy(() -> registry.stage(MODEL, files("x")))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("Cannot stage model files");
  }

  @Test
  void saysThatAVerdictCannotBeWritten() throws IOException {
    var staged = registry.stage(MODEL, files("x"));
    Files.createDirectories(staged.folder().resolve("BLESSED/in-the-way"));

    assertThatThrownBy(
            () -> registry.ensureVersion(run("r"), staged, BLESSED, InfraVerdict::passed))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("Cannot write verdict");
    assertThat(history.commits()).isEmpty();
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatThrownBy(() -> ModelFiles.read(lake))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("Cannot read " + lake);
  }
}
