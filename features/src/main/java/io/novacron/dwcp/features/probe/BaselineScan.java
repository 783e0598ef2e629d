package io.novacron.dwcp.features.probe;

import java.util.Arrays;

/**
 * How much of a payload its baseline already holds, by comparing each byte of some of its pages at
 * most twice. Shares are of the pages that were compared.
 *
 * @param equalPages share of 4 KiB pages that are equal at the same offset
 * @param equalBlocks the same for blocks of 256 bytes
 * @param movedBlocks share of blocks that differ at the same offset but are equal at the same
 *     distance from the end: what an insertion leaves behind it
 */
record BaselineScan(double equalPages, double equalBlocks, double movedBlocks) {

  /** Bytes that are compared together. */
  static final int PAGE = 4096;

  private static final int BLOCK = 256;

  /** Pages of a payload, the last one perhaps shorter. */
  static int pages(byte[] payload) {
    return (payload.length + PAGE - 1) / PAGE;
  }

  /**
   * @param looked how many pages are compared, evenly spread; all of them where there are fewer
   */
  static BaselineScan of(byte[] payload, byte[] baseline, int looked) {
    var all = pages(payload);
    var pages = Math.min(all, looked);
    var shift = baseline.length - payload.length;
    var blocks = 0;
    var equalPages = 0;
    var equal = 0;
    var moved = 0;
    for (var i = 0; i < pages; i++) {
      var page = (int) ((long) i * all / pages) * PAGE;
      var end = Math.min(payload.length, page + PAGE);
      var before = equal;
      var first = blocks;
      for (var block = page; block < end; block += BLOCK) {
        var to = Math.min(end, block + BLOCK);
        blocks++;
        if (equal(payload, baseline, block, to, 0)) {
          equal++;
        } else if (shift != 0 && equal(payload, baseline, block, to, shift)) {
          moved++;
        }
      }
      equalPages += equal - before == blocks - first ? 1 : 0;
    }
    return new BaselineScan(share(equalPages, pages), share(equal, blocks), share(moved, blocks));
  }

  /** Share of blocks that the baseline does not hold at either place. */
  double unknownBlocks() {
    return Math.max(0, 1 - equalBlocks - movedBlocks);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  private static boolean equal(byte[] payload, byte[] baseline, int from, int to, int shift) {
    return from + shift >= 0
        && to + shift <= baseline.length
        && Arrays.equals(payload, from, to, baseline, from + shift, to + shift);
  }
}
