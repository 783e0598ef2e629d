package io.novacron.dwcp.jobs.step;

import io.novacron.dwcp.common.run.ConfigSnapshot;
import java.util.Map;

/**
 * Where a night's models come from, as it is stored with each of them.
 *
 * @param config the night's settings
 * @param environment what the night runs on, name to version; no paths, no names of machines
 */
public record Provenance(ConfigSnapshot config, Map<String, String> environment) {

  public Provenance {
    environment = Map.copyOf(environment);
  }
}
