package io.novacron.dwcp.common.config;

import java.util.regex.Pattern;

/** Which keys hold secrets; their values never reach a log, a table or a message. */
final class Secrets {

  static final String REDACTED = "***";

  private static final Pattern NAMES =
      Pattern.compile(".*(password|secret|token|credential).*|.*(?<![a-z])key", Pattern.DOTALL);

  private Secrets() {}

  /** Whether the key path names a secret in any of its parts, or ends in the word key. */
  static boolean hides(String path) {
    return NAMES.matcher(path).matches();
  }
}
