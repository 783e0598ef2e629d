package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.Delta;
import io.novacron.dwcp.common.error.DataError;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.OptionalLong;

/**
 * Measures what candidates make of a payload: each one really compresses it, decompresses it,
 * undoes the delta and must restore it byte for byte, or it is no candidate.
 *
 * <p>Holds native memory until closed; for one thread.
 */
public final class CompressionOracle implements AutoCloseable {

  /** Undoes a codec; a seam, so that tests can show what a broken codec leads to. */
  interface Restorer {
    void restore(Codec codec, byte[] packed, int packedLength, byte[] target, int length);
  }

  private final CodecContext context;
  private final Restorer restorer;

  /** An oracle with native contexts of its own. */
  public CompressionOracle() {
    this.context = new CodecContext();
    this.restorer = context::decompress;
  }

  CompressionOracle(CodecContext context, Restorer restorer) {
    this.context = context;
    this.restorer = restorer;
  }

  /**
   * Exact sizes of the wanted candidates that restore the payload; those with a delta only where
   * there is a baseline.
   */
  public PayloadSizes measure(Payload payload, Collection<Candidate> wanted) {
    var bytesOut = new EnumMap<Candidate, Long>(Candidate.class);
    var bytes = payload.bytes();
    measure(bytes, wanted.stream().filter(c -> !c.usesDelta()).toList(), bytesOut);
    if (payload.baseline().isEmpty()) {
      return new PayloadSizes(bytes.length, OptionalLong.empty(), bytesOut);
    }
    var baseline = payload.baseline().get();
    var delta = Delta.encode(baseline, bytes);
    if (restores(baseline, delta, bytes)) {
      measure(delta, wanted.stream().filter(Candidate::usesDelta).toList(), bytesOut);
    }
    return new PayloadSizes(bytes.length, OptionalLong.of(delta.length), bytesOut);
  }

  private void measure(
      byte[] source, Collection<Candidate> wanted, EnumMap<Candidate, Long> bytesOut) {
    var packed = new byte[CodecContext.bound(source.length)];
    var restored = new byte[source.length];
    for (var candidate : wanted) {
      var length = context.compress(candidate.codec(), source, 0, source.length, packed);
      Arrays.fill(restored, (byte) 0);
      if (restores(candidate.codec(), packed, length, source, restored)) {
        bytesOut.put(candidate, (long) length);
      }
    }
  }

  private boolean restores(
      Codec codec, byte[] packed, int packedLength, byte[] source, byte[] restored) {
    try {
      restorer.restore(codec, packed, packedLength, restored, source.length);
      return Arrays.equals(restored, source);
    } catch (DataError e) {
      return false;
    }
  }

  private static boolean restores(byte[] baseline, byte[] delta, byte[] bytes) {
    try {
      return Arrays.equals(Delta.decode(baseline, delta), bytes);
    } catch (DataError e) {
      return false;
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
