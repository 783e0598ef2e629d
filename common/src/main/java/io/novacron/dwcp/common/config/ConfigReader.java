package io.novacron.dwcp.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads HOCON layers into immutable records and reports every fault at once.
 *
 * <p>Layers, the strongest first: overrides from the command line, later files, earlier files, a
 * subcommand's own defaults, and {@code reference.conf} on the class path, which holds every key
 * with its default. Neither system properties nor the environment are looked at, so the same files
 * give the same night anywhere.
 */
public final class ConfigReader {

  private static final String REFERENCE = "reference.conf";

  /** What an override may hold besides plain text: a number, a word of JSON, or a bracket. */
  private static final Pattern HOCON_VALUE =
      Pattern.compile(
          "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null|[\\[{\"].*", Pattern.DOTALL);

  private ConfigReader() {}

  /**
   * The resolved settings of all layers.
   *
   * <p>An override's text is a number, {@code true}, {@code false} or {@code null} when it looks
   * like one, HOCON when it begins with a bracket, a brace or a quote, and plain text otherwise; so
   * a path with {@code //} or {@code #} needs no quotes.
   *
   * @param files later ones win
   * @param overrides key path to text, as in {@code -D key=value}
   * @throws UsageError when a file is missing or malformed (with file and line), an override's key
   *     or text cannot be parsed, or a substitution cannot be resolved
   */
  public static Config load(List<Path> files, Map<String, String> overrides) {
    return merge(parseResource(REFERENCE), files, overrides);
  }

  /**
   * The same with other defaults for one subcommand.
   *
   * @param defaults resource on the class path that wins over {@code reference.conf} only
   */
  public static Config load(String defaults, List<Path> files, Map<String, String> overrides) {
    return merge(parseResource(defaults).withFallback(parseResource(REFERENCE)), files, overrides);
  }

  private static Config merge(Config lowest, List<Path> files, Map<String, String> overrides) {
    var merged = lowest;
    for (var file : files) {
      merged = parseFile(file).withFallback(merged);
    }
    for (var override : new TreeMap<>(overrides).entrySet()) {
      merged = withOverride(merged, override.getKey(), override.getValue());
    }
    return resolve(merged);
  }

  /**
   * The section at {@code path} as a record; its keys are the component names in kebab case.
   *
   * <p>Components may be {@code int}, {@code long}, {@code double}, {@code boolean}, {@code
   * String}, enums (constants in lower kebab case), records, lists and string-keyed maps of these,
   * {@code Optional<String>} and {@code OptionalDouble}. Nothing is converted: text is no number
   * and 20.7 is no {@code int} (20.0 and 2e1 are: HOCON reads them as 20). A compact constructor
   * refuses a value by throwing {@code IllegalArgumentException("<key>: <value>; <remedy>")}.
   *
   * @throws UsageError naming each missing, unknown or refused key with its value, origin and
   *     remedy
   */
  public static <T extends Record> T read(Config config, String path, Class<T> type) {
    return new RecordBinder().read(sectionOf(config, path), path, type);
  }

  /** The whole configuration as a record, as {@link #read(Config, String, Class)} does. */
  public static <T extends Record> T read(Config config, Class<T> type) {
    return new RecordBinder().read(config.root(), "", type);
  }

  /** One line {@code key = value # origin} a setting, sorted by key, secrets redacted. */
  public static List<String> show(Config config) {
    return ConfigLeaf.of(config.root(), ConfigLeaf.Lists.OPENED).stream()
        .map(leaf -> leaf.line() + "  # " + Origins.place(leaf.value().origin()))
        .toList();
  }

  /** The settings in canonical form, for the ledger and the model's folder. */
  public static ConfigSnapshot snapshot(Config config) {
    return new ConfigSnapshot(
        ConfigLeaf.of(config.root(), ConfigLeaf.Lists.OPENED).stream()
            .map(ConfigLeaf::line)
            .collect(Collectors.joining("\n")));
  }

  /** SHA-256 of the settings' canonical form: independent of layer, line, order and spelling. */
  public static String digest(Config config) {
    return snapshot(config).digest();
  }

  /** Every key of {@code reference.conf} with default and comment, sorted: a table for people. */
  public static List<ConfigKey> reference() {
    return reference(REFERENCE);
  }

  static List<ConfigKey> reference(String resource) {
    return ConfigLeaf.of(resolve(parseResource(resource)).root(), ConfigLeaf.Lists.CLOSED).stream()
        .map(ConfigKey::of)
        .toList();
  }

  private static ConfigValue sectionOf(Config config, String path) {
    try {
      if (config.hasPath(path)) {
        return config.getValue(path);
      }
    } catch (ConfigException e) {
      throw new UsageError(
          "Cannot read section %s: %s; make it a section in braces".formatted(path, e.getMessage()),
          e);
    }
    throw new UsageError(
        "Cannot read configuration: section is missing: "
            + path
            + "; add it to a file given with --conf-file");
  }

  private static Config parseResource(String resource) {
    try {
      return ConfigFactory.parseResources(
          ConfigReader.class.getClassLoader(), resource, ConfigParseOptions.defaults());
    } catch (ConfigException e) {
      throw malformed(resource, e);
    }
  }

  private static Config parseFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageError(
          "Cannot read configuration: no such file: " + file + "; check --conf-file");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(),
          ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF));
    } catch (ConfigException e) {
      throw malformed(file.toString(), e);
    }
  }

  private static Config withOverride(Config config, String key, String text) {
    var origin = ConfigOriginFactory.newSimple("-D " + key);
    try {
      var value =
          HOCON_VALUE.matcher(text).matches()
              ? parseValue(text)
              : ConfigValueFactory.fromAnyRef(text);
      return config.withValue(key, value.withOrigin(origin));
    } catch (ConfigException e) {
      throw new UsageError(
          "Cannot read override: malformed: -D %s=%s (%s); write -D path.to.key=value"
              .formatted(key, Secrets.hides(key) ? Secrets.REDACTED : text, e.getMessage()),
          e);
    }
  }

  private static ConfigValue parseValue(String text) {
    return Objects.requireNonNull(ConfigFactory.parseString("value = " + text).root().get("value"));
  }

  private static Config resolve(Config merged) {
    try {
      return merged.resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new UsageError(
          "Cannot read configuration: a substitution does not resolve: %s; define the key that it names"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static UsageError malformed(String source, ConfigException e) {
    var origin = e.origin();
    var place = origin == null ? source : Origins.place(origin);
    return new UsageError(
        "Cannot read configuration: malformed: %s (%s); mend that line"
            .formatted(place, e.getMessage()),
        e);
  }
}
