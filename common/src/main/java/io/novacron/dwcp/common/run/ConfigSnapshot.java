package io.novacron.dwcp.common.run;

/**
 * The resolved settings of a run as they are stored with the run and with every model it makes.
 *
 * @param text one line {@code key = value} a setting, sorted by key, numbers in one spelling,
 *     secrets redacted; where a value came from is left out, so moving a line changes nothing
 */
public record ConfigSnapshot(String text) {

  /** SHA-256 of the text. A secret's value does not enter it: a new password is the same night. */
  public String digest() {
    return Digests.sha256(text);
  }
}
