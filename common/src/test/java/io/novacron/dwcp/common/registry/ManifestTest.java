package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final String DIGEST = "0".repeat(64);

  private static Path folder(Path dir) throws IOException {
    Files.createDirectories(dir.resolve("native"));
    Files.writeString(dir.resolve("model.onnx"), "onnx");
    Files.writeString(dir.resolve("native/model.ubj"), "ubj");
    return dir;
  }

  @Test
  void listsSizeAndDigestOfEveryFileSortedByPath(@TempDir Path dir) throws IOException {
    assertThat(Manifest.of(folder(dir)).json())
        .isEqualTo(
            """
            [
            {"path":"model.onnx","size_bytes":4,"sha256":"%s"},
            {"path":"native/model.ubj","size_bytes":3,"sha256":"%s"}
            ]
            """
                .formatted(
                    "87e93f89f2be0db364e8be052f79f389e6c2da239831922e24513288af522a43",
                    "5299b91b8109ad0eff6d6cea53dbc23be52078a71cc4697287d8a578f3eaaf33"));
  }

  @Test
  void isTheSameFromBytesAndFromDiskWhateverTheOrder(@TempDir Path dir) throws IOException {
    var fromBytes =
        Manifest.of(
            Map.of(
                "native/model.ubj", "ubj".getBytes(UTF_8), "model.onnx", "onnx".getBytes(UTF_8)));
    var fromDisk = Manifest.of(folder(dir));

    assertThat(fromBytes).isEqualTo(fromDisk);
    assertThat(fromBytes.digest()).isEqualTo(fromDisk.digest()).hasSize(64);
    assertThat(Manifest.parse(fromDisk.json())).isEqualTo(fromDisk);
  }

  @Test
  void leavesOutItselfAndTheVerdict(@TempDir Path dir) throws IOException {
    var before = Manifest.of(folder(dir));
    Files.writeString(dir.resolve(Manifest.FILE), before.json());
    Files.writeString(dir.resolve("BLESSED"), "");
    Files.writeString(dir.resolve("_VERDICT.json"), "{}");

    assertThat(Manifest.of(dir)).isEqualTo(before);
  }

  @Test
  void namesEveryFileThatDiffersIsMissingOrIsNotListed(@TempDir Path dir) throws IOException {
    Files.writeString(folder(dir).resolve("card.md"), "card");
    var manifest = Manifest.of(dir);
    manifest.verify(dir);
    Files.writeString(dir.resolve("model.onnx"), "OnnX");
    Files.delete(dir.resolve("card.md"));
    Files.writeString(dir.resolve("extra.bin"), "x");

    assertThatThrownBy(() -> manifest.verify(dir))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("model.onnx differs")
        .hasMessageContaining("card.md is missing")
        .hasMessageContaining("extra.bin is not listed")
        .hasMessageNotContaining("model.ubj");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "/etc/passwd", "", ".", "a//b", "a\\b", "a/./b", "a\nb"})
  void refusesPathsThatLeaveTheFolder(String path) {
    assertThatThrownBy(() -> Manifest.of(Map.of(path, new byte[0])))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("not a path inside its folder");
    assertThatThrownBy(() -> new Manifest.Entry(path, 0, DIGEST)).isInstanceOf(DataError.class);
  }

  @Test
  void refusesThePathsOfAForgedManifest() {
    assertThatThrownBy(
            () -> Manifest.parse("[{\"path\":\"../../x\",\"size_bytes\":1,\"sha256\":\"0\"}]"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("../../x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{\"path\":\"a\"}]", "[{\"path\":\"a\",\"size\":1}]", "[null"})
  void refusesMalformedManifests(String json) {
    assertThatThrownBy(() -> Manifest.parse(json))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("malformed");
  }

  @Test
  void refusesDigestsThatAreNone() {
    assertThatThrownBy(() -> new Manifest.Entry("a", 0, "\"}]"))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no SHA-256");
  }

  @Test
  void refusesAFileThatIsListedTwice() {
    var entry = new Manifest.Entry("a", 0, DIGEST);

    assertThatThrownBy(() -> new Manifest(List.of(entry, entry)))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("listed twice: a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "BLESSED", "_VERDICT.json", "INFRA_BLESSED"})
  void refusesTheRegistrysOwnFilesAsModelFiles(String name) {
    assertThatThrownBy(() -> Manifest.of(Map.of(name, new byte[0])))
        .isInstanceOf(DataError.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesLinksToFilesAndToFolders(@TempDir Path dir) throws IOException {
    var inside = Files.createDirectories(dir.resolve("model"));
    var outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "s");
    Files.createSymbolicLink(inside.resolve("link"), outside);

    assertThatThrownBy(() -> Manifest.of(inside))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("not a regular file");
    Files.delete(inside.resolve("link"));
    Files.createSymbolicLink(inside.resolve("link"), outside.resolve("secret"));
    assertThatThrownBy(() -> Manifest.of(inside))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("not a regular file");
  }

  @Test
  void saysThatAFolderIsNotThere(@TempDir Path dir) {
    assertThatThrownBy(() -> Manifest.of(dir.resolve("absent"))).isInstanceOf(InfraError.class);
  }
}
