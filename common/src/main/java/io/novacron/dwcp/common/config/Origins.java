package io.novacron.dwcp.common.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Where a value was written, as {@code file:line}. */
final class Origins {

  private Origins() {}

  /** Where a value was written; a section that only an override made is where its first key is. */
  static ConfigOrigin of(ConfigValue value) {
    return value instanceof ConfigObject section
            && !section.isEmpty()
            && section.origin().lineNumber() < 0
        ? of(section.values().iterator().next())
        : value.origin();
  }

  static String place(ConfigOrigin origin) {
    var description = origin.description();
    var line = origin.lineNumber();
    var suffix = ": " + line;
    var source =
        description.endsWith(suffix)
            ? description.substring(0, description.length() - suffix.length())
            : description;
    var url = source.indexOf(" @ ");
    if (url >= 0 && !source.startsWith("merge of ")) {
      source = source.substring(0, url);
    }
    return line > 0 ? source + ":" + line : source;
  }
}
