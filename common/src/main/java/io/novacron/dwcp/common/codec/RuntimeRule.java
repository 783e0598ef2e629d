package io.novacron.dwcp.common.codec;

import java.util.Collection;

/**
 * The Go runtime's present rule for choosing a codec; it never uses a delta.
 *
 * <p><i>Definition</i>, over the first 256 bytes: payloads under 1 KiB and those whose byte entropy
 * is at least 0.85 of 8 bit go uncompressed. Then by link: {@code dc} takes lz4 under 100 KiB and
 * zstd from there; {@code wan} takes zstd-max for repetitive bytes (more than 0.3 equal the byte
 * before), for text (more than 0.7 printable ASCII) and over 1 MiB, else zstd; {@code metro} takes
 * zstd. The runtime's names for the links are datacenter, internet and hybrid; its hybrid mode
 * adapts to recorded speeds, and without records, as here, takes zstd.
 *
 * <p>The runtime takes logarithms by a short series; the entropy differs by less than 3e-4.
 *
 * <p><i>Source</i>: {@code ml_compression_selector.go} of NovaCron.
 */
public final class RuntimeRule {

  private static final int SAMPLE_BYTES = 256;
  private static final int SMALL_BYTES = 1024;
  private static final int FAST_BYTES = 100 * 1024;
  private static final int LARGE_BYTES = 1024 * 1024;
  private static final double INCOMPRESSIBLE = 0.85;
  private static final double REPETITIVE = 0.3;
  private static final double TEXT = 0.7;

  private RuntimeRule() {}

  /**
   * The codec that the runtime would use.
   *
   * @param linkType dc, metro or wan
   */
  public static Candidate choose(byte[] payload, String linkType) {
    if (payload.length < SMALL_BYTES || entropy(payload) / Byte.SIZE >= INCOMPRESSIBLE) {
      return Candidate.NONE;
    }
    return switch (linkType) {
      case "dc" -> payload.length < FAST_BYTES ? Candidate.LZ4 : Candidate.ZSTD;
      case "wan" -> chooseForWan(payload);
      default -> Candidate.ZSTD;
    };
  }

  /**
   * The choice where not every candidate is offered: zstd-max becomes zstd. The oracle measures
   * zstd-max only below a bandwidth bound, so beyond it the rule is scored with zstd, which costs
   * less on such links: the floor is flattered, never slandered.
   */
  public static Candidate clamp(Candidate choice, Collection<Candidate> offered) {
    return choice == Candidate.ZSTD_MAX && !offered.contains(choice) ? Candidate.ZSTD : choice;
  }

  private static Candidate chooseForWan(byte[] payload) {
    var n = Math.min(payload.length, SAMPLE_BYTES);
    var repeats = 0;
    var printable = 0;
    for (var i = 0; i < n; i++) {
      repeats += i > 0 && payload[i] == payload[i - 1] ? 1 : 0;
      printable += payload[i] >= 32 && payload[i] <= 126 ? 1 : 0;
    }
    var aggressive =
        repeats > REPETITIVE * n || printable > TEXT * n || payload.length > LARGE_BYTES;
    return aggressive ? Candidate.ZSTD_MAX : Candidate.ZSTD;
  }

  /** Shannon entropy of the sampled bytes in bit. */
  private static double entropy(byte[] payload) {
    var n = Math.min(payload.length, SAMPLE_BYTES);
    var counts = new int[256];
    for (var i = 0; i < n; i++) {
      counts[payload[i] & 0xff]++;
    }
    var entropy = 0.0;
    for (var count : counts) {
      if (count > 0) {
        var p = (double) count / n;
        entropy -= p * Math.log(p) / Math.log(2);
      }
    }
    return entropy;
  }
}
