package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Exact sizes of one payload, bytes.
 *
 * @param payloadBytes its length
 * @param deltaBytes length of its delta before any codec; empty without a baseline
 * @param bytesOut bytes on the wire for each candidate that restored the payload
 */
public record PayloadSizes(
    long payloadBytes, OptionalLong deltaBytes, Map<Candidate, Long> bytesOut) {

  public PayloadSizes {
    var ordered = new EnumMap<Candidate, Long>(Candidate.class);
    ordered.putAll(bytesOut);
    bytesOut = Collections.unmodifiableMap(ordered);
  }

  /** The bytes that the candidate's codec reads: the delta or the payload. */
  public long codecInput(Candidate candidate) {
    return candidate.usesDelta() ? deltaBytes.orElseThrow() : payloadBytes;
  }

  /**
   * Bytes on the wire.
   *
   * @throws IllegalArgumentException when the candidate was not measured or did not restore
   */
  public long bytesOut(Candidate candidate) {
    var bytes = bytesOut.get(candidate);
    if (bytes == null) {
      throw new IllegalArgumentException("not a candidate of this payload: " + candidate);
    }
    return bytes;
  }
}
