package io.novacron.dwcp.common.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Single values of a component's type, taken as they are written: nothing is converted. */
final class Leaves {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Leaves() {}

  /** The value as JSON for {@code type}, or nothing when it is of another type or out of range. */
  static Optional<JsonNode> json(ConfigValue value, Class<?> type) {
    var raw = value.valueType() == ConfigValueType.NULL ? "" : value.unwrapped();
    if (type == int.class || type == Integer.class) {
      return raw instanceof Integer n ? Optional.of(JSON.numberNode(n)) : Optional.empty();
    }
    if (type == long.class || type == Long.class) {
      return raw instanceof Integer || raw instanceof Long
          ? Optional.of(JSON.numberNode(((Number) raw).longValue()))
          : Optional.empty();
    }
    if (type == double.class || type == Double.class) {
      return raw instanceof Number n && Double.isFinite(n.doubleValue())
          ? Optional.of(JSON.numberNode(n.doubleValue()))
          : Optional.empty();
    }
    if (type == boolean.class || type == Boolean.class) {
      return raw instanceof Boolean b ? Optional.of(JSON.booleanNode(b)) : Optional.empty();
    }
    if (type == String.class) {
      return value.valueType() == ConfigValueType.STRING
          ? Optional.of(JSON.textNode((String) raw))
          : Optional.empty();
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Enum.class::cast)
          .filter(constant -> label(constant).equals(raw))
          .findFirst()
          .map(constant -> JSON.textNode(constant.name()));
    }
    throw unsupported(type);
  }

  /** What is wrong with a value that {@link #json} does not take, and the remedy. */
  static String expected(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "not a whole number of 32 bits; write one such as 60";
    }
    if (type == long.class || type == Long.class) {
      return "not a whole number of 64 bits; write one such as 1000000";
    }
    if (type == double.class || type == Double.class) {
      return "not a finite number; write one such as 0.5";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "not a truth value; write true or false";
    }
    if (type.isEnum()) {
      return "not among the known words; write one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Enum.class::cast)
              .map(Leaves::label)
              .collect(Collectors.joining(", "));
    }
    return "not text; put it in quotes";
  }

  static IllegalStateException unsupported(Type type) {
    return new IllegalStateException(
        "no settings of type "
            + type.getTypeName()
            + "; see ConfigReader.read for those there are");
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
