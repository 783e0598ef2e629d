package io.novacron.dwcp.common.run;

import io.novacron.dwcp.common.error.UsageError;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Names a run: 1 to 64 lower-case letters, digits and hyphens.
 *
 * <p>A derived id depends on the night and its settings only, so that a night that is repeated or
 * resumed writes over its own rows instead of beside them.
 */
public record RunId(String value) {

  private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int DIGEST_DIGITS = 12;

  /**
   * Checks the name.
   *
   * @throws UsageError when it has other characters, is empty or too long
   */
  public RunId {
    if (!VALID.matcher(value).matches()) {
      throw new UsageError(
          "Cannot name the run: not 1 to 64 of a-z, 0-9 and hyphen: '"
              + value
              + "'; give another --run-id or none");
    }
  }

  /**
   * The id {@code <date>-<12 hex digits>}; the digits digest date, settings and seed.
   *
   * @param configDigest digest of the resolved settings, as in {@link ConfigSnapshot}
   */
  public static RunId derive(LocalDate date, String configDigest, long seed) {
    var digest = Digests.sha256(date + "\n" + configDigest + "\n" + seed);
    return new RunId(date + "-" + digest.substring(0, DIGEST_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
