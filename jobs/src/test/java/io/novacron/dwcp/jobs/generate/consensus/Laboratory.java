package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.common.config.ConfigReader;
import java.util.List;
import java.util.Map;

/** The shipped settings, for tests. */
public final class Laboratory {

  static final ConsensusConfig SHIPPED = with(Map.of());

  private Laboratory() {}

  /** The shipped settings with others. */
  public static ConsensusConfig with(Map<String, String> overrides) {
    return ConfigReader.read(
        ConfigReader.load(List.of(), overrides), "simulate", ConsensusConfig.class);
  }
}
