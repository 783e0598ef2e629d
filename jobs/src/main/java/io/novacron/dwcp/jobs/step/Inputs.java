package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.TableStore;
import java.util.List;
import java.util.stream.Collectors;

/** Identifies the inputs of a step by table and version. */
final class Inputs {

  private Inputs() {}

  /** A digest over the names and versions of tables. */
  static String digest(TableStore store, List<TableSpec> tables) {
    return Digests.sha256(
        tables.stream()
            .map(table -> table.name() + "@" + store.version(table))
            .collect(Collectors.joining("\n")));
  }
}
