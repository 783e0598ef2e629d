package io.novacron.dwcp.common.codec;

import java.util.Random;

/** Bytes for tests, the same for the same seed. */
final class Samples {

  private Samples() {}

  static byte[] random(int length, long seed) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Runs of letters with many repetitions, so that codecs have work to do. */
  static byte[] words(int length, long seed) {
    var random = new Random(seed);
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      var word = random.nextInt(500);
      for (var j = 0; j < 5 && i < length; j++, i++) {
        bytes[i] = (byte) ('a' + (word * 31 + j * word) % 26);
      }
      if (i < length) {
        bytes[i] = ' ';
      }
    }
    return bytes;
  }
}
