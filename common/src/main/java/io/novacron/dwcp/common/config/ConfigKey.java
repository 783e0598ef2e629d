package io.novacron.dwcp.common.config;

import java.util.stream.Collectors;

/**
 * One documented setting of {@code reference.conf}.
 *
 * @param key full path
 * @param defaultValue as HOCON on one line; {@code null} where the setting is off by default
 * @param comment the comment lines above it, joined; it names the unit
 */
public record ConfigKey(String key, String defaultValue, String comment) {

  static ConfigKey of(ConfigLeaf leaf) {
    var comment =
        leaf.value().origin().comments().stream()
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return new ConfigKey(leaf.path(), ConfigLeaf.text(leaf.path(), leaf.value()), comment);
  }
}
