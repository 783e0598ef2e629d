package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.run.Digests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the judge said, as the registry keeps it.
 *
 * @param verdict BLESSED, NOT_BLESSED or NOT_EVALUATED
 * @param text the whole verdict with its reasons
 * @param documents what goes beside the model's files once it is judged, by name: bytes
 */
public record Judgement(String verdict, String text, Map<String, byte[]> documents) {

  /** The documents that may lie beside a model: they exist only after the model's own digest. */
  public static final List<String> DOCUMENTS =
      List.of(
          "MODEL_CARD.md",
          "MODEL_CARD.html",
          "config.json",
          "environment.json",
          "evaluation.json",
          "gates.conf",
          "inputs.json");

  static final String BLESSED = "BLESSED";
  static final String NOT_BLESSED = "NOT_BLESSED";
  static final String NOT_EVALUATED = "NOT_EVALUATED";

  /** Starts the line of a document in {@link #json}: then its digest and its name. */
  static final String DOCUMENT = "document ";

  private static final List<String> WORDS = List.of(BLESSED, NOT_BLESSED, NOT_EVALUATED);

  public Judgement {
    if (!WORDS.contains(verdict)) {
      throw new IllegalArgumentException("verdict: " + verdict + "; give one of " + WORDS);
    }
    if (!DOCUMENTS.containsAll(documents.keySet())) {
      throw new IllegalArgumentException(
          "documents: " + documents.keySet() + "; give only " + DOCUMENTS);
    }
    documents = Map.copyOf(documents);
  }

  /** A verdict without documents. */
  public Judgement(String verdict, String text) {
    this(verdict, text, Map.of());
  }

  /**
   * The text as stored in {@code _VERDICT.json}: what was said, then a line with the SHA-256 of
   * each document, so that the digest of this text covers them.
   */
  public String json() {
    return text
        + new TreeMap<>(documents)
            .entrySet().stream()
                .map(file -> DOCUMENT + Digests.sha256(file.getValue()) + " " + file.getKey())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
  }

  /** SHA-256 of {@link #json}. */
  public String digest() {
    return Digests.sha256(json());
  }
}
