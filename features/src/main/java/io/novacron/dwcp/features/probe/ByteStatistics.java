package io.novacron.dwcp.features.probe;

/**
 * Counts over a stretch of bytes; all are 0 for an empty one.
 *
 * @param entropy Shannon entropy of single bytes, bits a byte, 0 to 8
 * @param repeatShare share of positions whose four bytes were met before (a table of 4,096 last
 *     sightings, so a lower bound)
 * @param printableShare share of tab, line feed, carriage return and 0x20 to 0x7e
 * @param zeroShare share of zero bytes
 */
record ByteStatistics(double entropy, double repeatShare, double printableShare, double zeroShare) {

  private static final int TABLE_BITS = 12;
  private static final int MULTIPLIER = 0x9E3779B1;

  static ByteStatistics of(byte[] bytes, int length) {
    var n = Math.min(length, bytes.length);
    if (n == 0) {
      return new ByteStatistics(0, 0, 0, 0);
    }
    var counts = counts(bytes, n);
    return new ByteStatistics(
        entropy(counts, n),
        repeatShare(bytes, n),
        printable(counts) / (double) n,
        counts[0] / (double) n);
  }

  /** How often each byte value occurs in the first {@code n} bytes. */
  static int[] counts(byte[] bytes, int n) {
    var counts = new int[256];
    for (var i = 0; i < n; i++) {
      counts[bytes[i] & 0xff]++;
    }
    return counts;
  }

  /** Entropy in bits a byte of {@code n} bytes with these counts. */
  static double entropy(int[] counts, int n) {
    var sum = 0.0;
    for (var count : counts) {
      if (count > 0) {
        sum -= count * Math.log(count / (double) n);
      }
    }
    return sum / n / Math.log(2);
  }

  private static int printable(int[] counts) {
    var printable = counts['\t'] + counts['\n'] + counts['\r'];
    for (var c = 0x20; c < 0x7f; c++) {
      printable += counts[c];
    }
    return printable;
  }

  private static double repeatShare(byte[] bytes, int n) {
    if (n < Integer.BYTES) {
      return 0;
    }
    var seen = new int[1 << TABLE_BITS];
    var known = new boolean[1 << TABLE_BITS];
    var repeats = 0;
    for (var i = 0; i <= n - Integer.BYTES; i++) {
      var word =
          (bytes[i] & 0xff)
              | (bytes[i + 1] & 0xff) << 8
              | (bytes[i + 2] & 0xff) << 16
              | bytes[i + 3] << 24;
      var slot = (word * MULTIPLIER) >>> (Integer.SIZE - TABLE_BITS);
      if (known[slot] && seen[slot] == word) {
        repeats++;
      }
      known[slot] = true;
      seen[slot] = word;
    }
    return repeats / (double) (n - Integer.BYTES + 1);
  }
}
