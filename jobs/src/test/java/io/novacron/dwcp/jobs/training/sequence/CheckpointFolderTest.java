package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

  @TempDir private Path lake;
  private Checkpoints checkpoints;
  private CheckpointFolder folder;

  @BeforeEach
  void open() {
    checkpoints = Checkpoints.in(lake.resolve("checkpoints"));
    folder = checkpoints.of("abc").orElseThrow();
  }

  private static NetworkState state(float value) {
    return new NetworkState(
        new float[] {value, Float.MIN_VALUE},
        new float[] {1, -value},
        new float[] {2, 0},
        new float[] {3, value / 3},
        7);
  }

  private FitProgress saved(int epochs) {
    var progress = FitProgress.start(state(0));
    for (var epoch = 1; epoch <= epochs; epoch++) {
      var loss = 1.0 / 3 + epoch;
      progress = progress.after(new EpochReport(epoch, 0.1, 0.1 + 0.2, loss), state(epoch), 0);
      folder.save(progress);
    }
    return progress;
  }

  @Test
  void givesBackEveryBit() {
    var saved = saved(3);

    var found = folder.newest().orElseThrow();

    assertThat(found).usingRecursiveComparison().isEqualTo(saved);
    assertThat(found.best().parameters[0]).isEqualTo(1);
  }

  @Test
  void keepsTheLastTwo() throws IOException {
    saved(5);

    try (var epochs = Files.list(folder.folder())) {
      assertThat(epochs.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("epoch-0004", "epoch-0005");
    }
  }

  @Test
  void passesOverADamagedOne() throws IOException {
    saved(3);
    var state = folder.folder().resolve("epoch-0003/state.f32");
    var bytes = Files.readAllBytes(state);
    bytes[5] ^= 1;
    Files.write(state, bytes);

    assertThat(folder.newest().orElseThrow().epochs()).hasSize(2);

    Files.delete(folder.folder().resolve("epoch-0002/manifest.json"));
    assertThat(folder.newest()).isEmpty();
  }

  @Test
  void startsAfreshForAnotherTraining() {
    saved(1);

    assertThat(checkpoints.of("abd").orElseThrow().newest()).isEmpty();
    assertThat(Checkpoints.none().of("abc")).isEmpty();
  }

  @Test
  void overwritesAnEpochAndWhatACrashLeftAside() throws IOException {
    Files.createDirectories(folder.folder().resolve(".aside"));
    Files.writeString(folder.folder().resolve(".aside/state.f32"), "half");
    saved(1);

    assertThat(saved(1)).usingRecursiveComparison().isEqualTo(folder.newest().orElseThrow());
  }

  @Test
  void discardsAll() {
    saved(1);

    checkpoints.discard();
    checkpoints.discard();
    Checkpoints.none().discard();

    assertThat(lake.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Files.writeString(lake.resolve("checkpoints"), "a file");

    assertThatThrownBy(() -> saved(1))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("Cannot keep an epoch")
        .hasMessageContaining(lake.toString());
  }
}
