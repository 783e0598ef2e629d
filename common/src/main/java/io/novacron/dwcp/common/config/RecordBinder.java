package io.novacron.dwcp.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.novacron.dwcp.common.error.UsageError;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.lang3.math.NumberUtils;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * Walks a record's components against a tree of settings, collects every fault, and has Jackson
 * construct the record when there is none.
 *
 * <p>Jackson alone stops at the first fault and knows neither files nor lines, so the walk finds
 * what is missing, unknown or of the wrong type first. Sections are constructed from the innermost
 * outwards, each as soon as all below it is sound; so the refusals of several sections are reported
 * together as well. One use, one thread.
 */
final class RecordBinder {

  private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB =
      new PropertyNamingStrategies.KebabCaseStrategy();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern AFTER_WORD = Pattern.compile("[;:, ].*", Pattern.DOTALL);
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private final List<String> faults = new ArrayList<>();

  /** The record of {@code type} for the section at {@code path}, or one error with all faults. */
  <T extends Record> T read(ConfigValue section, String path, Class<T> type) {
    var node = node(path, section, type);
    if (node == null || !faults.isEmpty()) {
      throw new UsageError(
          "Cannot read configuration: %d %s:%n  %s"
              .formatted(
                  faults.size(),
                  faults.size() == 1 ? "fault" : "faults",
                  String.join(System.lineSeparator() + "  ", faults)));
    }
    try {
      return RecordMapper.construct(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the walk accepted what Jackson refuses at " + path, e);
    }
  }

  /** The JSON for a value of {@code type}, or null when a fault was noted in it. */
  private @Nullable JsonNode node(String path, ConfigValue value, Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(path, value, generic);
    }
    var leaf = (Class<?>) type;
    if (leaf == OptionalDouble.class) {
      return isNull(value) ? JSON.nullNode() : node(path, value, double.class);
    }
    if (leaf.isRecord()) {
      return section(path, value, leaf);
    }
    var result = Leaves.json(value, leaf);
    if (result.isEmpty()) {
      fault(path, value, Leaves.expected(leaf));
    }
    return result.orElse(null);
  }

  private @Nullable JsonNode container(String path, ConfigValue value, ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class && arguments[0] == String.class) {
      return isNull(value) ? JSON.nullNode() : node(path, value, String.class);
    }
    if (type.getRawType() == List.class) {
      return list(path, value, arguments[0]);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(path, value, arguments[1]);
    }
    throw Leaves.unsupported(type);
  }

  private @Nullable JsonNode list(String path, ConfigValue value, Type elementType) {
    if (!(value instanceof ConfigList list)) {
      fault(path, value, "not a list; write [a, b]");
      return null;
    }
    var array = JSON.arrayNode();
    var before = faults.size();
    for (var i = 0; i < list.size(); i++) {
      var element = node(path + "[" + i + "]", list.get(i), elementType);
      if (element != null) {
        array.add(element);
      }
    }
    return faults.size() == before ? array : null;
  }

  private @Nullable JsonNode map(String path, ConfigValue value, Type valueType) {
    if (!(value instanceof ConfigObject section)) {
      fault(path, value, "not a section; write { key = value }");
      return null;
    }
    var object = JSON.objectNode();
    var before = faults.size();
    for (var entry : new TreeMap<>(section).entrySet()) {
      var child = ConfigLeaf.child(path, entry.getKey());
      var node = node(child, entry.getValue(), valueType);
      if (node != null) {
        object.set(entry.getKey(), node);
      }
    }
    return faults.size() == before ? object : null;
  }

  private @Nullable JsonNode section(String path, ConfigValue value, Class<?> type) {
    if (!(value instanceof ConfigObject section)) {
      fault(path, value, "not a section; write { key = value }");
      return null;
    }
    var components = componentsByKey(type);
    var object = JSON.objectNode();
    var before = faults.size();
    for (var entry : components.entrySet()) {
      var node = component(path, section, entry.getKey(), entry.getValue());
      if (node != null) {
        object.set(entry.getKey(), node);
      }
    }
    for (var entry : new TreeMap<>(section).entrySet()) {
      if (!components.containsKey(entry.getKey())) {
        fault(
            ConfigLeaf.child(path, entry.getKey()),
            entry.getValue(),
            unknown(entry.getKey(), components.keySet()));
      }
    }
    return faults.size() == before && constructs(path, section, object, type) ? object : null;
  }

  private @Nullable JsonNode component(
      String path, ConfigObject section, String key, RecordComponent component) {
    var child = ConfigLeaf.child(path, key);
    var value = section.get(key);
    if (value != null && !isNull(value)) {
      return node(child, value, component.getGenericType());
    }
    if (isOptional(component)) {
      return JSON.nullNode();
    }
    var place = value == null ? section.origin() : value.origin();
    add(child + ": is missing; add " + child + " = <value>", place);
    return null;
  }

  private boolean constructs(String path, ConfigObject section, JsonNode node, Class<?> type) {
    try {
      RecordMapper.construct(node, type);
      return true;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        refused(path, section, String.valueOf(refusal.getMessage()));
        return false;
      }
      throw new IllegalStateException("the walk accepted what Jackson refuses at " + path, e);
    }
  }

  /** Notes a constructor's refusals, one a line, each at the key that it begins with, if any. */
  private void refused(String path, ConfigObject section, String message) {
    for (var line : message.lines().toList()) {
      var colon = line.indexOf(':');
      var named = colon < 0 ? "" : line.substring(0, colon).strip();
      var dot = named.lastIndexOf('.');
      var inSection = dot < 0 || ("." + path).endsWith("." + named.substring(0, dot));
      var key = KEBAB.translate(named.substring(dot + 1));
      var value = inSection ? section.get(key) : null;
      if (value == null) {
        add((path.isEmpty() ? "" : path + ": ") + line, section.origin());
      } else {
        var child = ConfigLeaf.child(path, key);
        var rule = line.substring(colon + 1).strip();
        add(child + ": " + withValue(child, value, rule), value.origin());
      }
    }
  }

  /** The rule that a value broke, after the value itself where the rule does not begin with it. */
  private static String withValue(String path, ConfigValue value, String rule) {
    if (Secrets.hides(path)) {
      return Secrets.REDACTED;
    }
    var said = AFTER_WORD.matcher(rule).replaceFirst("");
    return switch (value.valueType()) {
      case NUMBER ->
          NumberUtils.isCreatable(said)
                  && Double.parseDouble(said) == ((Number) value.unwrapped()).doubleValue()
              ? rule
              : ConfigLeaf.text(path, value) + ": " + rule;
      case STRING ->
          rule.startsWith(value.unwrapped().toString())
              ? rule
              : ConfigLeaf.text(path, value) + ": " + rule;
      case BOOLEAN, LIST, NULL, OBJECT -> rule;
    };
  }

  private static Map<String, RecordComponent> componentsByKey(Class<?> type) {
    var result = new LinkedHashMap<String, RecordComponent>();
    for (var component : type.getRecordComponents()) {
      result.put(KEBAB.translate(component.getName()), component);
    }
    return result;
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getType() == Optional.class || component.getType() == OptionalDouble.class;
  }

  private static boolean isNull(ConfigValue value) {
    return value.valueType() == ConfigValueType.NULL;
  }

  private static String unknown(String key, Set<String> known) {
    return known.stream()
        .min((a, b) -> Integer.compare(DISTANCE.apply(key, a), DISTANCE.apply(key, b)))
        .map(nearest -> "unknown key; did you mean " + nearest + "?")
        .orElse("unknown key; this section has none");
  }

  private void fault(String path, ConfigValue value, String problem) {
    add(path + ": " + ConfigLeaf.text(path, value) + ": " + problem, Origins.of(value));
  }

  private void add(String problem, ConfigOrigin origin) {
    faults.add(problem + " (" + Origins.place(origin) + ")");
  }
}
