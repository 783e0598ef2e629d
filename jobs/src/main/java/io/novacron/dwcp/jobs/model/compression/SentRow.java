package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.codec.Codec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the codecs without a delta made of one payload.
 *
 * @param linkType dc, metro or wan
 * @param sizeBytes the payload's length
 * @param codecs each codec that was offered
 */
record SentRow(String linkType, long sizeBytes, Map<Codec, Made> codecs) {

  /**
   * A codec's measured result.
   *
   * @param bytesOut bytes on the wire
   * @param computeMs compressing and decompressing on one core, ms
   * @param costMs the oracle's cost of sending the payload so, ms
   */
  record Made(long bytesOut, double computeMs, double costMs) {}

  SentRow {
    codecs = Map.copyOf(new EnumMap<>(codecs));
  }

  Optional<Made> made(Codec codec) {
    return Optional.ofNullable(codecs.get(codec));
  }

  /** Cost of a codec, or of another where it was not offered, ms. */
  double costMs(Codec codec, Codec otherwise) {
    return made(codec).or(() -> made(otherwise)).map(Made::costMs).orElse(0.0);
  }

  /** Bytes in over bytes out. */
  double ratio(Codec codec) {
    return made(codec).map(made -> (double) sizeBytes / made.bytesOut()).orElse(1.0);
  }
}
