package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.CodecContext;
import io.novacron.dwcp.common.codec.Delta;
import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times every operation of the cost formula on real payloads, on the calling thread: by the wall
 * clock up to 2 ms, by the thread's CPU time beyond.
 *
 * <p>Passes over the first payloads warm the machine up. Each input is then timed {@code repeats}
 * times in a row, after one call that is not timed and brings it into the cache. A quarter of the
 * payloads is also cut to 256 bytes, which measures the fixed cost of a call. Deltas are just
 * another input of the codecs, with a length and a ratio of their own. Level 19 is timed for the
 * first {@code zstd-max-payloads} only, with half the repeats.
 *
 * <p><i>Cost</i>: about 11 s of CPU for 300 payloads of 100 KiB with 5 repeats and 40 payloads at
 * level 19.
 */
public final class Calibrator {

  private static final int WARM_UP_PAYLOADS = 32;
  private static final int TINY_EVERY = 4;
  private static final double NANOS_A_MS = 1e6;
  private static final long LONG_NANOS = 2_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<Codec> FAST = List.of(Codec.LZ4, Codec.ZSTD);
  private static final List<Codec> TIMED = List.of(Codec.LZ4, Codec.ZSTD, Codec.ZSTD_MAX);

  private final CodecContext context;
  private final CalibrationConfig config;
  private final List<CalibrationSample> samples = new ArrayList<>();

  private Calibrator(CodecContext context, CalibrationConfig config) {
    this.context = context;
    this.config = config;
  }

  /**
   * Samples of the first {@code config.payloads()} payloads.
   *
   * @param payloads in an order as good as random, since even and odd ones make the halves and the
   *     first ones are timed at level 19
   */
  public static List<CalibrationSample> measure(List<Payload> payloads, CalibrationConfig config) {
    try (var context = new CodecContext()) {
      var used = payloads.subList(0, Math.min(payloads.size(), config.payloads()));
      var warmUp = used.subList(0, Math.min(used.size(), WARM_UP_PAYLOADS));
      for (var pass = 0; pass < config.warmUpPasses(); pass++) {
        var unused = new Calibrator(context, config);
        warmUp.forEach(payload -> unused.measure(0, payload, FAST));
      }
      var calibrator = new Calibrator(context, config);
      for (var i = 0; i < used.size(); i++) {
        var payload = used.get(i);
        var codecs = i < config.zstdMaxPayloads() ? TIMED : FAST;
        calibrator.measure(i, payload, codecs);
        // Pairs, so that both halves get their share.
        if (i / 2 % TINY_EVERY == 0 && payload.bytes().length > SpeedFit.TINY_BYTES) {
          calibrator.measureCut(i, payload, codecs);
        }
      }
      return List.copyOf(calibrator.samples);
    }
  }

  /**
   * Times a call as the calibration does: once unmeasured, then {@code repeats} times.
   *
   * @return the times, ms
   */
  public static List<Double> time(Runnable call, int repeats) {
    call.run();
    var times = new ArrayList<Double>(repeats);
    for (var i = 0; i < repeats; i++) {
      var cpuStart = cpuNanos();
      var start = System.nanoTime();
      call.run();
      var elapsed = System.nanoTime() - start;
      // Other processes interrupt every long call, so no median escapes them; the thread's own
      // clock does, but is too coarse for short calls.
      times.add((elapsed < LONG_NANOS ? elapsed : cpuNanos() - cpuStart) / NANOS_A_MS);
    }
    return times;
  }

  /** CPU time of this thread, or the wall clock where there is no such thing. */
  private static long cpuNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static Payload tiny(Payload payload) {
    return Payload.of(
        Arrays.copyOf(payload.bytes(), SpeedFit.TINY_BYTES),
        payload.baseline().map(bytes -> Arrays.copyOf(bytes, SpeedFit.TINY_BYTES)).orElse(null));
  }

  private void measure(int number, Payload payload, List<Codec> codecs) {
    measure(new Input(number, Stream.PAYLOAD, Stream.DELTA), payload, codecs);
  }

  private void measureCut(int number, Payload payload, List<Codec> codecs) {
    measure(new Input(number, Stream.CUT, Stream.CUT), tiny(payload), codecs);
  }

  /** How the samples of one payload are named. */
  private record Input(int number, Stream whole, Stream delta) {}

  private void measure(Input input, Payload payload, List<Codec> codecs) {
    var bytes = payload.bytes();
    measure(input.number(), input.whole(), bytes, codecs);
    if (payload.baseline().isPresent()) {
      var baseline = payload.baseline().get();
      var delta = Delta.encode(baseline, bytes);
      var find = time(() -> Delta.encode(baseline, bytes), config.repeats());
      var undo = time(() -> Delta.decode(baseline, delta), config.repeats());
      samples.add(
          new CalibrationSample(
              input.number(), Operations.DELTA, input.whole(), bytes.length, delta.length, find));
      samples.add(
          new CalibrationSample(
              input.number(), Operations.UNDELTA, input.whole(), bytes.length, delta.length, undo));
      measure(input.number(), input.delta(), delta, codecs);
    }
  }

  private void measure(int number, Stream stream, byte[] source, List<Codec> codecs) {
    var packed = new byte[CodecContext.bound(source.length)];
    var restored = new byte[source.length];
    for (var codec : codecs) {
      var repeats = codec == Codec.ZSTD_MAX ? (config.repeats() + 1) / 2 : config.repeats();
      var length = context.compress(codec, source, 0, source.length, packed);
      var compress = time(() -> context.compress(codec, source, 0, source.length, packed), repeats);
      var decompress =
          time(() -> context.decompress(codec, packed, length, restored, source.length), repeats);
      samples.add(
          new CalibrationSample(
              number, Operations.compress(codec), stream, source.length, length, compress));
      samples.add(
          new CalibrationSample(
              number, Operations.decompress(codec), stream, source.length, length, decompress));
    }
  }
}
