package io.novacron.dwcp.jobs.generate.payload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds where bytes of a later heap dump lay in the earlier one. A dump is packed, so one new
 * object shifts all behind it; the shift is found again by anchors.
 *
 * <p><b>Definition.</b> About 64 anchors of 8 bytes are taken evenly from the payload; the shift
 * that most of their occurrences in the window agree on wins; of equal ones the nearest to no
 * shift. Without any hit the shift is 0. Zero words are no anchors.
 *
 * <p><b>Cost.</b> One pass over the window, about 1 ns a byte: a bitmap by hash turns away all but
 * one word in a thousand before the exact look-up.
 */
final class DumpAlignment {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ANCHORS = 64;
  private static final int MOST_HITS_OF_ONE_ANCHOR = 64;
  private static final int FILTER_BITS = 16;

  private DumpAlignment() {}

  /**
   * The shift of {@code payload} in {@code window}.
   *
   * @param expected index in the window where the payload lies if nothing moved
   */
  static int shift(byte[] payload, byte[] window, int expected) {
    var anchors = anchors(payload);
    var filter = new boolean[1 << FILTER_BITS];
    anchors.keySet().forEach(word -> filter[hash(word)] = true);
    Map<Integer, Integer> votes = new HashMap<>();
    Map<Long, Integer> hits = new HashMap<>();
    for (var i = 0; i + Long.BYTES <= window.length; i++) {
      var word = (long) WORDS.get(window, i);
      if (filter[hash(word)]) {
        var at = anchors.get(word);
        if (at != null && hits.merge(word, 1, Integer::sum) <= MOST_HITS_OF_ONE_ANCHOR) {
          votes.merge(i - at - expected, 1, Integer::sum);
        }
      }
    }
    return votes.entrySet().stream()
        .min(
            Comparator.<Map.Entry<Integer, Integer>>comparingInt(e -> -e.getValue())
                .thenComparing(e -> Math.abs(e.getKey()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private static int hash(long word) {
    return (int) ((word * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - FILTER_BITS));
  }

  private static Map<Long, Integer> anchors(byte[] payload) {
    Map<Long, Integer> anchors = new HashMap<>();
    var stride = Math.max(1, (payload.length - Long.BYTES) / ANCHORS);
    for (var at = 0; at + Long.BYTES <= payload.length; at += stride) {
      var word = (long) WORDS.get(payload, at);
      if (word != 0) {
        anchors.putIfAbsent(word, at);
      }
    }
    return anchors;
  }
}
