package io.novacron.dwcp.evaluation.oracle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes to send and, where the peer has one, their previous version; shared, never changed. */
public final class Payload {

  private final byte[] bytes;
  private final byte @Nullable [] baseline;

  private Payload(byte[] bytes, byte @Nullable [] baseline) {
    this.bytes = bytes;
    this.baseline = baseline;
  }

  /** A payload; an empty baseline is none. */
  public static Payload of(byte[] bytes, byte @Nullable [] baseline) {
    return new Payload(bytes, baseline == null || baseline.length == 0 ? null : baseline);
  }

  /** The bytes to send. */
  public byte[] bytes() {
    return bytes;
  }

  /** The version that the peer has. */
  public Optional<byte[]> baseline() {
    return Optional.ofNullable(baseline);
  }
}
