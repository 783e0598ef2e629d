package io.novacron.dwcp.features.probe;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.Delta;
import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The decision-time look at a payload and its baseline, as close as a budget pays for.
 *
 * <p>Definition: first, against a baseline, equality of pages and blocks at the same offset from
 * either end: of all pages, or of some spread over the payload where the budget does not pay for
 * all. Then an lz4 trial on blocks spread over the payload and, deeper, a zstd (level 3) trial on
 * them; small where the baseline holds much of the payload. Then, from what the budget has left, a
 * delta at four regions, or of the whole payload, and both codecs on it. A look that covers the
 * payload has the very sizes that sending would have. Where zstd-max (level 19) is a candidate and
 * the budget still pays, it tries whatever zstd tried whole. Where the budget pays for the
 * comparison alone, that is all; where it pays for nothing, nothing is looked at.
 *
 * <p>Why it follows a budget: of a study's 2,453 payloads no probe decided 0.78 right, the first 4
 * KiB 0.90, 16 KiB spread over the payload 0.93, 64 KiB 0.95; but on fast links a fixed probe costs
 * more than it saves. Byte statistics beside the trials changed nothing measurable and are gone.
 *
 * <p>Shape: one number for each of {@link #COLUMNS}. Ratios are bytes out / bytes in, as plain
 * ratios. NaN, which becomes null in the table, for what was not looked at and for everything about
 * a baseline where there is none. Where no delta is tried, its lz4 ratio is estimated as the
 * payload's own, 1 where that was not tried either, times the share of blocks that the baseline
 * lacks. Where zstd-max is a candidate but is not tried, its ratio is that of zstd and its share 0.
 *
 * <p>Cost: linear in the bytes that the chosen {@link ProbeDepth} names, plus at most two
 * comparisons of the payload with its baseline; see {@link ProbeCost}. Holds native contexts until
 * {@link #close()}; one thread at a time.
 */
public final class Probe implements AutoCloseable {

  /** What {@link Look#features} holds, in order. */
  public static final List<ColumnSpec> COLUMNS =
      List.of(
          column("probe_sample_share", "ratio", "Share of the payload that lz4 tried."),
          column("probe_lz4_ratio", "ratio", "Bytes out / in of lz4 on the sample."),
          column("probe_zstd_share", "ratio", "Share of the payload that zstd tried."),
          column("probe_zstd_ratio", "ratio", "Bytes out / in of zstd on its sample."),
          column("probe_equal_pages", "ratio", "4 KiB pages equal to the baseline's."),
          column("probe_equal_blocks", "ratio", "256-byte blocks equal to the baseline's."),
          column("probe_moved_blocks", "ratio", "Blocks equal only as counted from the end."),
          column("probe_delta_share", "ratio", "Share of the payload whose delta was tried."),
          column("probe_log_delta", "log ratio", "ln(delta / in) over the delta regions."),
          column("probe_delta_lz4_ratio", "ratio", "Bytes out / in of lz4 on their deltas."),
          column("probe_delta_zstd_ratio", "ratio", "Bytes out / in of zstd on their deltas."),
          column("probe_delta_zstd_share", "ratio", "Share whose delta zstd tried too."),
          column("probe_zstd_max_ratio", "ratio", "Bytes out / in of zstd-max, or as of zstd."),
          column("probe_zstd_max_share", "ratio", "Share of the payload that zstd-max tried."),
          column("probe_delta_zstd_max_ratio", "ratio", "The same on the delta."),
          column("probe_delta_zstd_max_share", "ratio", "Share whose delta zstd-max tried."));

  private static final int DELTA_REGIONS = 4;
  private static final int SLACK_SHARE = 4;

  /** Pages below which a sample of them tells nothing. */
  private static final int LEAST_PAGES = 2;

  /** Where zstd and zstd-max have their share and ratio, of one kind of stream. */
  private record Slots(int share, int ratio, int maxShare, int maxRatio) {}

  private static final Slots BYTES = new Slots(2, 3, 13, 12);
  private static final Slots DELTA = new Slots(11, 10, 15, 14);

  /** What an lz4 stream of a delta without literals takes, about. */
  private static final double LEAST_DELTA_BYTES = 24;

  private final ProbeConfig config;
  private final ProbeCost cost;
  private final CodecContext codecs = new CodecContext();

  public Probe(ProbeConfig config) {
    this.config = config;
    this.cost = config.cost();
  }

  /**
   * What a look may do.
   *
   * @param ms what it may cost
   * @param zstdMax whether zstd-max is a candidate, so that its size is worth knowing
   * @param unchangedMs what it may cost, the comparison aside, where the baseline turns out to hold
   *     the whole payload; at most {@code ms} counts
   * @param unknownMs and this much more, times the share of blocks that the baseline lacks
   */
  public record Allowance(double ms, boolean zstdMax, double unchangedMs, double unknownMs) {

    /** One whose bound does not depend on what the baseline holds. */
    public static Allowance of(double ms, boolean zstdMax) {
      return new Allowance(ms, zstdMax, ms, 0);
    }

    /** What a look may cost whose baseline lacks a share of the payload's blocks, ms. */
    double comparedMs(double unknownBlocks) {
      return Math.min(ms, unchangedMs + unknownMs * unknownBlocks);
    }
  }

  /**
   * What was seen and what it cost.
   *
   * @param features one number for each of {@link #COLUMNS}, NaN where unknown
   * @param ms the cost, 0 where the probe was skipped
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Look(double[] features, double ms) {}

  private static ColumnSpec column(String name, String unit, String comment) {
    return ColumnSpec.of(name, DataTypes.DoubleType, Role.DERIVED, unit, comment).orNull();
  }

  /**
   * Looks at {@code payload}, which holds at least one byte.
   *
   * @param baseline the version that the peer has, null when there is none
   * @param allowance what the look may cost, and whether zstd-max is a candidate
   */
  public Look look(byte[] payload, byte @Nullable [] baseline, Allowance allowance) {
    var features = new double[COLUMNS.size()];
    Arrays.fill(features, Double.NaN);
    if (baseline == null) {
      if (triesNothing(payload, allowance.ms())) {
        return new Look(features, 0);
      }
      var ms = looked(payload, allowance.ms(), features);
      var leftMs = allowance.ms() - ms;
      var maxMs =
          allowance.zstdMax() ? triedMax(payload, payload.length, BYTES, leftMs, features) : 0;
      return new Look(features, ms + maxMs);
    }
    var pages = comparedPages(payload, baseline, allowance.ms());
    if (pages == 0) {
      return new Look(features, 0);
    }
    var scan = BaselineScan.of(payload, baseline, pages);
    var comparedBytes = Math.min(payload.length, (long) pages * BaselineScan.PAGE);
    var scanMs = cost.scanMs(comparedBytes, baseline.length);
    features[4] = scan.equalPages();
    features[5] = scan.equalBlocks();
    features[6] = scan.movedBlocks();
    var unknown = scan.unknownBlocks();
    var left = allowance.comparedMs(unknown) - scanMs;
    if (triesNothing(payload, left)) {
      features[7] = 0;
      features[9] = estimatedDelta(1, unknown, payload.length);
      return new Look(features, scanMs);
    }
    var besideMs = cost.trialMs(config.besideDelta(), payload.length);
    var deltaFirst =
        unknown <= config.deltaBelowUnknown() && deepestDelta(payload, left - besideMs).isPresent();
    var ms =
        deltaFirst
            ? tried(payload, config.besideDelta(), features)
            : looked(payload, left, features);
    var delta = deepestDelta(payload, left - ms);
    if (delta.isPresent()) {
      var last = tryDelta(payload, baseline, delta.get(), features);
      ms += cost.deltaMs(delta.get(), payload.length);
      ms += allowance.zstdMax() ? triedMax(last, payload.length, DELTA, left - ms, features) : 0;
    } else {
      features[7] = 0;
      features[9] = estimatedDelta(features[1], unknown, payload.length);
    }
    ms += allowance.zstdMax() ? triedMax(payload, payload.length, BYTES, left - ms, features) : 0;
    return new Look(features, scanMs + ms);
  }

  /**
   * Tries zstd-max where zstd has tried all of {@code stream} and {@code leftMs} pays for it;
   * returns the cost, ms.
   *
   * @param stream the payload, or its delta
   */
  private double triedMax(
      byte[] stream, int payloadBytes, Slots slots, double leftMs, double[] features) {
    features[slots.maxRatio] = features[slots.ratio];
    features[slots.maxShare] = 0;
    var ms = cost.zstdMaxMs(stream.length);
    if (!(features[slots.share] >= 1 && ms <= leftMs)) {
      return 0;
    }
    features[slots.maxRatio] = (double) compressed(Codec.ZSTD_MAX, stream) / payloadBytes;
    features[slots.maxShare] = 1;
    return ms;
  }

  /** The lz4 ratio of a delta that nobody made: what the baseline lacks, packed like the rest. */
  private static double estimatedDelta(double lz4Ratio, double unknownBlocks, int payloadBytes) {
    return lz4Ratio * unknownBlocks + LEAST_DELTA_BYTES / payloadBytes;
  }

  /**
   * Pages to compare with the baseline: all where {@code budgetMs} pays for that, otherwise as many
   * as half of it pays for, none where that is one.
   */
  private int comparedPages(byte[] payload, byte[] baseline, double budgetMs) {
    if (cost.scanMs(payload.length, baseline.length) <= budgetMs) {
      return BaselineScan.pages(payload);
    }
    var pages = (int) (cost.scannedBytes(budgetMs / 2) / BaselineScan.PAGE);
    return pages < LEAST_PAGES ? 0 : pages;
  }

  private boolean triesNothing(byte[] payload, double budgetMs) {
    return config.deepest(budgetMs, depth -> cost.trialMs(depth, payload.length)).isEmpty();
  }

  private Optional<ProbeDepth> deepestDelta(byte[] payload, double budgetMs) {
    return config.deepest(budgetMs, depth -> cost.deltaMs(depth, payload.length));
  }

  /** Tries the bytes themselves as deep as the budget pays for; returns the cost, ms. */
  private double looked(byte[] payload, double budgetMs, double[] features) {
    var depth = config.deepest(budgetMs, each -> cost.trialMs(each, payload.length));
    return tried(payload, depth.orElseThrow(), features);
  }

  private double tried(byte[] payload, ProbeDepth depth, double[] features) {
    tryBytes(payload, depth, features);
    return cost.trialMs(depth, payload.length);
  }

  private void tryBytes(byte[] payload, ProbeDepth depth, double[] features) {
    var sample = StratifiedSample.of(payload, config.blockBytes(), depth.bytes());
    features[0] = sample.length / (double) payload.length;
    features[1] = (double) compressed(Codec.LZ4, sample) / sample.length;
    if (depth.zstdBytes() == 0) {
      return;
    }
    var same = Math.min(payload.length, depth.zstdBytes()) == sample.length;
    var part = same ? sample : StratifiedSample.of(payload, config.blockBytes(), depth.zstdBytes());
    features[2] = part.length / (double) payload.length;
    features[3] = (double) compressed(Codec.ZSTD, part) / part.length;
  }

  /**
   * Returns the delta of the last region, which is that of the payload where it was tried whole.
   */
  private byte[] tryDelta(byte[] payload, byte[] baseline, ProbeDepth depth, double[] features) {
    var whole = depth.bytes() >= payload.length;
    var region = whole ? payload.length : Math.max(1, depth.bytes() / DELTA_REGIONS);
    var starts =
        whole ? new int[] {0} : StratifiedSample.starts(payload.length, DELTA_REGIONS, region);
    long in = 0;
    long delta = 0;
    long lz4 = 0;
    long zstd = 0;
    var packed = new byte[0];
    for (var start : starts) {
      packed = delta(payload, baseline, start, region);
      in += region;
      delta += packed.length;
      lz4 += compressed(Codec.LZ4, packed);
      zstd += depth.zstdBytes() > 0 ? compressed(Codec.ZSTD, packed) : 0;
    }
    features[7] = in / (double) payload.length;
    features[8] = Math.log((double) delta / in);
    features[9] = (double) lz4 / in;
    if (depth.zstdBytes() > 0) {
      features[10] = (double) zstd / in;
      features[11] = features[7];
    }
    return packed;
  }

  private static byte[] delta(byte[] payload, byte[] baseline, int start, int region) {
    if (region == payload.length) {
      return Delta.encode(baseline, payload);
    }
    var end = start + region;
    var slack = region / SLACK_SHARE;
    var grown = payload.length - baseline.length;
    var shift = Math.max(-region, Math.min(region, grown));
    var from = Math.min(baseline.length, Math.max(0, start - slack - Math.max(0, shift)));
    var to = Math.min(baseline.length, end + slack + Math.max(0, -shift));
    return Delta.encode(
        Arrays.copyOfRange(baseline, from, to), Arrays.copyOfRange(payload, start, end));
  }

  private int compressed(Codec codec, byte[] bytes) {
    return Math.max(1, codecs.compressedSize(codec, bytes, 0, bytes.length));
  }

  @Override
  public void close() {
    codecs.close();
  }
}
