package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.run.Digests;
import java.util.List;

/**
 * What the judge said, as the registry keeps it.
 *
 * @param verdict BLESSED, NOT_BLESSED or NOT_EVALUATED
 * @param json the whole verdict with its reasons, as stored in {@code _VERDICT.json}
 */
public record Judgement(String verdict, String json) {

  static final String BLESSED = "BLESSED";
  static final String NOT_BLESSED = "NOT_BLESSED";
  static final String NOT_EVALUATED = "NOT_EVALUATED";

  private static final List<String> WORDS = List.of(BLESSED, NOT_BLESSED, NOT_EVALUATED);

  public Judgement {
    if (!WORDS.contains(verdict)) {
      throw new IllegalArgumentException("verdict: " + verdict + "; give one of " + WORDS);
    }
  }

  /** SHA-256 of the JSON text. */
  public String digest() {
    return Digests.sha256(json);
  }
}
