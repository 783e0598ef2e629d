package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.generate.payload.PayloadFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadOptionTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
  }

  @Test
  void withoutTheOptionTheMachinesOwnFilesAreTaken() {
    var folders = PayloadOption.folders(Arguments.none(), folder);

    assertThat(folders.machineDefaults()).isTrue();
    assertThat(names(folders)).startsWith("jdk").doesNotContain("files");
  }

  @Test
  void foldersAreTakenBesideTheMachinesOwn() {
    var folders = folders(folder.resolve("a") + ",machine," + folder.resolve("b"));

    assertThat(folders.machineDefaults()).isTrue();
    assertThat(names(folders)).startsWith("jdk").endsWith("files", "files2");
    assertThat(folders.roots().get(folders.roots().size() - 1).folder())
        .isEqualTo(folder.resolve("b"));
  }

  @Test
  void foldersAloneAreAllThereIs() {
    var folders = folders(folder.resolve("a") + "," + folder.resolve("b"));

    assertThat(folders.machineDefaults()).isFalse();
    assertThat(names(folders)).containsExactly("files", "files2");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> folders("machine," + folder.resolve("none")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("no such folder: " + folder.resolve("none"));
  }

  private PayloadFolders folders(String option) {
    return PayloadOption.folders(Arguments.none().withOption("payloads", option), folder);
  }

  private static List<String> names(PayloadFolders folders) {
    return folders.roots().stream().map(PayloadFolders.Root::name).toList();
  }
}
