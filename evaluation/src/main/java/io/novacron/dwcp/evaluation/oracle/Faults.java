package io.novacron.dwcp.evaluation.oracle;

import java.util.ArrayList;
import java.util.List;

/** Collects every fault of a configuration record, so that all are reported together. */
final class Faults {

  private final String path;
  private final List<String> faults = new ArrayList<>();

  Faults(String path) {
    this.path = path;
  }

  Faults unless(boolean holds, String key, Object value, String remedy) {
    if (!holds) {
      faults.add(path + "." + key + ": " + value + "; " + remedy);
    }
    return this;
  }

  void report() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }
}
