package io.novacron.dwcp.common.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One setting of a tree: its full key path and its value, which is no section. */
record ConfigLeaf(String path, ConfigValue value) {

  /** Whether the elements of a list of sections are settings of their own. */
  enum Lists {
    OPENED,
    CLOSED
  }

  /** The settings below {@code root}, sorted by key at every level; an empty section is one. */
  static List<ConfigLeaf> of(ConfigObject root, Lists lists) {
    var leaves = new ArrayList<ConfigLeaf>();
    for (var entry : new TreeMap<>(root).entrySet()) {
      collect(ConfigUtil.joinPath(entry.getKey()), entry.getValue(), lists, leaves);
    }
    return List.copyOf(leaves);
  }

  private static void collect(
      String path, ConfigValue value, Lists lists, List<ConfigLeaf> leaves) {
    if (value instanceof ConfigObject section && !section.isEmpty()) {
      for (var entry : new TreeMap<>(section).entrySet()) {
        collect(child(path, entry.getKey()), entry.getValue(), lists, leaves);
      }
    } else if (lists == Lists.OPENED && value instanceof ConfigList list && holdsSections(list)) {
      for (var i = 0; i < list.size(); i++) {
        collect(path + "[" + i + "]", list.get(i), lists, leaves);
      }
    } else {
      leaves.add(new ConfigLeaf(path, value));
    }
  }

  private static boolean holdsSections(ConfigList list) {
    return list.stream().anyMatch(element -> element instanceof ConfigObject);
  }

  /** The path of {@code key} below {@code path}, quoted where HOCON needs it. */
  static String child(String path, String key) {
    var last = ConfigUtil.joinPath(key);
    return path.isEmpty() ? last : path + "." + last;
  }

  /** The line {@code key = value}, redacted, each number in one spelling. */
  String line() {
    return path + " = " + text(path, value);
  }

  /** The value as HOCON on one line; numbers without exponent and trailing zeros. */
  static String text(String path, ConfigValue value) {
    if (Secrets.hides(path)) {
      return Secrets.REDACTED;
    }
    return switch (value.valueType()) {
      case NUMBER -> canonical(value);
      case LIST ->
          ((ConfigList) value)
              .stream()
                  .map(element -> text(path, element))
                  .collect(Collectors.joining(", ", "[", "]"));
      case OBJECT ->
          new TreeMap<>((ConfigObject) value)
              .entrySet().stream()
                  .map(e -> e.getKey() + " = " + text(child(path, e.getKey()), e.getValue()))
                  .collect(Collectors.joining(", ", "{", "}"));
      case BOOLEAN, NULL, STRING -> value.render(ConfigRenderOptions.concise());
    };
  }

  private static String canonical(ConfigValue number) {
    var text = number.unwrapped().toString();
    // A literal beyond the range of double is read as infinite; the binder refuses it.
    return text.endsWith("Infinity")
        ? text
        : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
