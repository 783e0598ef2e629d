package io.novacron.dwcp.features.probe;

import java.util.Arrays;

/**
 * How much of a payload its baseline already holds.
 *
 * @param equalPages share of the payload's 4 KiB pages that are equal at the same offset
 * @param equalBlocks the same for blocks of 256 bytes
 * @param shifted share of 16 places, spread over the payload, whose bytes differ at the same offset
 *     but are found nearby, or nearby when counted from the end: what an insertion leaves
 */
record BaselineScan(double equalPages, double equalBlocks, double shifted) {

  private static final int PAGE = 4096;
  private static final int BLOCK = 256;
  private static final int PLACES = 16;
  private static final int ANCHOR = 32;
  private static final int REACH = 1024;

  /** Compares every byte once at its own offset, and the places with 2 KiB around them. */
  static BaselineScan of(byte[] payload, byte[] baseline) {
    var pages = 0;
    var equalPages = 0;
    var blocks = 0;
    var equalBlocks = 0;
    for (var page = 0; page < payload.length; page += PAGE) {
      var end = Math.min(payload.length, page + PAGE);
      var inPage = (end - page + BLOCK - 1) / BLOCK;
      var equal = equal(payload, baseline, page, end);
      pages++;
      blocks += inPage;
      equalPages += equal ? 1 : 0;
      equalBlocks += equal ? inPage : equalBlocks(payload, baseline, page, end);
    }
    return new BaselineScan(
        pages == 0 ? 0 : equalPages / (double) pages,
        blocks == 0 ? 0 : equalBlocks / (double) blocks,
        shifted(payload, baseline));
  }

  private static int equalBlocks(byte[] payload, byte[] baseline, int from, int to) {
    var equal = 0;
    for (var block = from; block < to; block += BLOCK) {
      equal += equal(payload, baseline, block, Math.min(to, block + BLOCK)) ? 1 : 0;
    }
    return equal;
  }

  private static boolean equal(byte[] payload, byte[] baseline, int from, int to) {
    return to <= baseline.length && Arrays.equals(payload, from, to, baseline, from, to);
  }

  private static double shifted(byte[] payload, byte[] baseline) {
    if (payload.length < ANCHOR || baseline.length < ANCHOR) {
      return 0;
    }
    var found = 0;
    var starts = StratifiedSample.starts(payload.length, PLACES, ANCHOR);
    for (var start : starts) {
      var fromEnd = start + baseline.length - payload.length;
      if (!equal(payload, baseline, start, start + ANCHOR)
          && (near(payload, start, baseline, start) || near(payload, start, baseline, fromEnd))) {
        found++;
      }
    }
    return found / (double) starts.length;
  }

  private static boolean near(byte[] payload, int start, byte[] baseline, int around) {
    var from = Math.max(0, around - REACH);
    var to = Math.min(baseline.length - ANCHOR, around + REACH);
    for (var at = from; at <= to; at++) {
      if (baseline[at] == payload[start]
          && Arrays.equals(payload, start, start + ANCHOR, baseline, at, at + ANCHOR)) {
        return true;
      }
    }
    return false;
  }
}
