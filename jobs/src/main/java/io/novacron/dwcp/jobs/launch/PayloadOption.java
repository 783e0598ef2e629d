package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.generate.payload.PayloadFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code --payloads DIR,…}: folders of files, or the word {@value #MACHINE} for the machine's
 * own bytes, which are also what is taken without the option.
 */
final class PayloadOption {

  static final String MACHINE = "machine";

  private PayloadOption() {}

  static PayloadFolders folders(Arguments arguments, Path scratch) {
    var names =
        new ArrayList<>(List.of(arguments.option("payloads").orElse(MACHINE).split(",", -1)));
    var folders =
        names.remove(MACHINE)
            ? PayloadFolders.ofMachine(
                Path.of(System.getProperty("java.home")),
                Path.of(System.getProperty("user.home"), ".m2", "repository"),
                scratch)
            : PayloadFolders.ofFiles(Path.of(names.remove(0)), scratch);
    for (var name : names) {
      folders = folders.and(Path.of(name));
    }
    return folders;
  }
}
