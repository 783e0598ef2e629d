package io.novacron.dwcp.jobs.generate.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes real dumps of the test's JVM, so it takes a second or two. */
final class HeapDumpsTest {

  private static final PayloadConfig CONFIG =
      new PayloadConfig(
          4096, 16_384, 1, 1, 65_536, 10, 65_536, 2, 500_000, 0, 0.1, 0.5, Map.of("heapdump", 1.0));

  @TempDir private Path folder;

  @Test
  void makesTheEarlierDumpTheBaselineOfTheLaterAndDeletesBoth() throws Exception {
    var folders = new PayloadFolders(List.of(), folder.resolve("scratch"), true);
    Payload payload;
    try (var dumps = new HeapDumps(CONFIG, folders)) {
      dumps.take();
      dumps.takeAll();
      dumps.take();
      var catalog = PayloadCatalog.of(folders, CONFIG, 1, dumps, 1);
      payload = new PayloadReader(catalog, 1).read(0);

      assertThat(catalog.size()).isEqualTo(8);
    }

    assertThat(payload.source()).startsWith("heap/region-");
    assertThat(payload.kind().word()).isEqualTo("heapdump");
    assertThat(payload.baseline().orElseThrow().bytes()).isNotEmpty();
    assertThat(payload.baseline().orElseThrow().ageS()).isPositive();
    try (var left = Files.list(folder.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void takesNoneWherePayloadsComeFromANamedFolder() {
    var folders = new PayloadFolders(List.of(), folder.resolve("scratch"), false);

    try (var dumps = new HeapDumps(CONFIG, folders)) {
      dumps.takeAll();

      assertThat(dumps.regions()).isEmpty();
    }
    assertThat(folder.resolve("scratch")).doesNotExist();
  }
}
