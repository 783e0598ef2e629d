package io.novacron.dwcp.common.config;

import com.typesafe.config.ConfigOrigin;

/** Where a value was written, as {@code file:line}. */
final class Origins {

  private Origins() {}

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
