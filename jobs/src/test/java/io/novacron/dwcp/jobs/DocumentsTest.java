package io.novacron.dwcp.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.DataDictionary;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.features.set.FeatureSets;
import io.novacron.dwcp.jobs.launch.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Pages that repeat what code declares, held against the code. */
class DocumentsTest {

  private static final Path TOP = Path.of("..");

  @Test
  void dataDictionaryIsWhatTheDeclarationsSay() throws IOException {
    var tables = new ArrayList<TableSpec>();
    for (var table : Tables.all()) {
      tables.add(table);
      if (Tables.TELEMETRY.contains(table)) {
        tables.add(Tables.quarantineOf(table));
      }
    }
    tables.add(FeatureSets.COMPRESSION.tableSpec());
    tables.add(FeatureSets.RELIABILITY.tableSpec());
    tables.add(FeatureSets.CONSENSUS.tableSpec());
    var expected = DataDictionary.page(tables);
    Files.writeString(Path.of("target/data-dictionary.md"), expected);

    assertThat(TOP.resolve("runbooks/data-dictionary.md"))
        .as("copy jobs/target/data-dictionary.md to runbooks/")
        .hasContent(expected);
  }

  @Test
  void readmeListsEveryExitCode() throws IOException {
    var readme = Files.readString(TOP.resolve("README.md")).replace("`", "");

    for (var code : ExitCode.values()) {
      assertThat(readme).contains("| %d | %s |".formatted(code.code(), code.meaning()));
    }
  }
}
