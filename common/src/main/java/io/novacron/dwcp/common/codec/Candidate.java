package io.novacron.dwcp.common.codec;

import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import java.util.List;

/**
 * What a selector chooses among: a codec, alone or behind a delta against the baseline. The order
 * is that of the class indices. A delta without a codec is no candidate: any codec behind it won on
 * every payload of the study.
 */
public enum Candidate {
  NONE(Codec.NONE, false),
  LZ4(Codec.LZ4, false),
  ZSTD(Codec.ZSTD, false),
  ZSTD_MAX(Codec.ZSTD_MAX, false),
  DELTA_LZ4(Codec.LZ4, true),
  DELTA_ZSTD(Codec.ZSTD, true),
  DELTA_ZSTD_MAX(Codec.ZSTD_MAX, true);

  /** All candidates in class order. */
  public static final List<Candidate> ALL = List.of(values());

  private final Codec codec;
  private final boolean usesDelta;

  Candidate(Codec codec, boolean usesDelta) {
    this.codec = codec;
    this.usesDelta = usesDelta;
  }

  /** The name in tables and models, such as {@code delta+zstd}. */
  public String label() {
    return usesDelta ? "delta+" + codec.label() : codec.label();
  }

  /** The codec that runs last when sending. */
  public Codec codec() {
    return codec;
  }

  /** Whether the codec sees the delta against the baseline in place of the payload. */
  public boolean usesDelta() {
    return usesDelta;
  }

  /**
   * The candidate of that label.
   *
   * @throws DataError when there is none
   */
  public static Candidate of(String label) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new DataError(
                    "Cannot read candidate: unknown label: %s; known are %s"
                        .formatted(label, ALL.stream().map(Candidate::label).toList())));
  }
}
