package io.novacron.dwcp.jobs.generate.payload;

import java.util.Arrays;
import java.util.Optional;

/** The bytes of one transfer; arrays are handed over, not copied. */
public final class Payload {

  private final PayloadFile file;
  private final String streamId;
  private final byte[] bytes;
  private final Optional<Baseline> baseline;

  Payload(PayloadFile file, String streamId, byte[] bytes, Optional<Baseline> baseline) {
    this.file = file;
    this.streamId = streamId;
    this.bytes = bytes;
    this.baseline = baseline;
  }

  public String source() {
    return file.source();
  }

  public String streamId() {
    return streamId;
  }

  public PayloadClass kind() {
    return file.kind();
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The version that the peer has. */
  public Optional<Baseline> baseline() {
    return baseline;
  }

  /** An earlier version of a payload and how old it is. */
  public static final class Baseline {

    private final byte[] bytes;
    private final double ageS;

    Baseline(byte[] bytes, double ageS) {
      this.bytes = bytes;
      this.ageS = ageS;
    }

    public byte[] bytes() {
      return bytes;
    }

    public double ageS() {
      return ageS;
    }

    @Override
    public String toString() {
      return bytes.length + " bytes " + Arrays.hashCode(bytes) + ", " + ageS + " s old";
    }
  }
}
