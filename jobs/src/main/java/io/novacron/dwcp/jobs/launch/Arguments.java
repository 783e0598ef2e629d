package io.novacron.dwcp.jobs.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed command line.
 *
 * @param command the subcommand, empty when none was given
 * @param options values of named options, switches as {@code "true"}
 * @param confFiles configuration files, later ones win
 * @param overrides {@code -D key=value} and the options that stand for a configuration key
 */
public record Arguments(
    String command,
    Map<String, String> options,
    List<String> confFiles,
    Map<String, String> overrides) {

  public Arguments {
    options = Map.copyOf(options);
    confFiles = List.copyOf(confFiles);
    overrides = Map.copyOf(overrides);
  }

  static Arguments none() {
    return new Arguments("", Map.of(), List.of(), Map.of());
  }

  Arguments withCommand(String name) {
    return new Arguments(name, options, confFiles, overrides);
  }

  Arguments withOption(String name, String value) {
    return new Arguments(command, plus(options, name, value), confFiles, overrides);
  }

  Arguments withConfFile(String file) {
    var files = new ArrayList<>(confFiles);
    files.add(file);
    return new Arguments(command, options, files, overrides);
  }

  Arguments withOverride(String key, String value) {
    return new Arguments(command, options, confFiles, plus(overrides, key, value));
  }

  /** The value of an option that was given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Whether a switch was given. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    var copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
