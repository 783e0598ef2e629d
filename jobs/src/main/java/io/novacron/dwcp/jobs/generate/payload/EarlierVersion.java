package io.novacron.dwcp.jobs.generate.payload;

import io.novacron.dwcp.common.run.Seeds;
import java.util.SplittableRandom;

/**
 * Makes the version that a payload had before known changes: pages overwritten with bytes from
 * elsewhere in the same file, and short runs taken out (the payload then has an insertion).
 *
 * <p><b>Definition.</b> A stream has a typical amount of change, log-uniform between the configured
 * bounds; a payload's amount is that times a log-normal factor (sigma 0.4). Age = 36,000 s × amount
 * × a log-normal factor (sigma 0.5): what changed more is older, roughly.
 */
final class EarlierVersion {

  private static final int PAGE = 4096;
  private static final double AGE_S_PER_AMOUNT = 36_000;
  private static final int LONGEST_INSERTION = 768;

  private final PayloadConfig config;
  private final long seed;

  EarlierVersion(PayloadConfig config, long seed) {
    this.config = config;
    this.seed = seed;
  }

  /** Whether the peer of this stream keeps earlier versions. */
  boolean keptFor(String streamId) {
    return Seeds.unit(seed, "baseline " + streamId) < config.baselineShare();
  }

  /** The version before; {@code elsewhere} are other bytes of the same file, at least one. */
  Payload.Baseline of(byte[] payload, String streamId, byte[] elsewhere, long payloadSeed) {
    var random = new SplittableRandom(Seeds.derive(payloadSeed, "baseline"));
    var typical =
        config.minChange()
            * Math.pow(
                config.maxChange() / config.minChange(), Seeds.unit(seed, "change " + streamId));
    var amount = Math.min(1, typical * Math.exp(0.4 * random.nextGaussian()));
    var kind = random.nextDouble();
    var before = kind < 0.85 ? withPagesBefore(payload, elsewhere, amount, random) : payload;
    if (kind >= 0.6) {
      before = withoutInsertions(before, amount, random);
    }
    var ageS = AGE_S_PER_AMOUNT * amount * Math.exp(0.5 * random.nextGaussian());
    return new Payload.Baseline(before, ageS);
  }

  private static byte[] withPagesBefore(
      byte[] payload, byte[] elsewhere, double amount, SplittableRandom random) {
    var before = payload.clone();
    var page = Math.min(PAGE, Math.max(64, payload.length / 8));
    var pages = (payload.length + page - 1) / page;
    var writes = Math.max(1, (int) Math.round(amount * pages));
    for (var i = 0; i < writes; i++) {
      var start = random.nextInt(pages) * page;
      var length = Math.min(page, before.length - start);
      var from = random.nextInt(Math.max(1, elsewhere.length - length));
      System.arraycopy(elsewhere, from, before, start, Math.min(length, elsewhere.length - from));
    }
    return before;
  }

  private static byte[] withoutInsertions(byte[] payload, double amount, SplittableRandom random) {
    var result = payload;
    var insertions = 1 + (int) (amount * 8);
    for (var i = 0; i < insertions; i++) {
      var length = Math.min(64 + random.nextInt(LONGEST_INSERTION - 64), result.length / 8);
      var at = random.nextInt(result.length - length);
      var shorter = new byte[result.length - length];
      System.arraycopy(result, 0, shorter, 0, at);
      System.arraycopy(result, at + length, shorter, at, shorter.length - at);
      result = shorter;
    }
    return result;
  }
}
