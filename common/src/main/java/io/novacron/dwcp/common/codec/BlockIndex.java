package io.novacron.dwcp.common.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where in a baseline a block of 32 bytes occurs: an open-addressing table over the aligned blocks,
 * filled when it is first asked. The first of several equal blocks is kept.
 */
final class BlockIndex {

  /** Bytes of a block; the aligned blocks of the baseline are indexed. */
  static final int BLOCK = 32;

  /** Slots looked at before a block counts as absent, which bounds the time of any input. */
  static final int PROBES = 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] baseline;
  private final int bits;

  /** Block number + 1 by slot, 0 where empty; one more element tells whether it is filled. */
  private final int[] slots;

  BlockIndex(byte[] baseline) {
    this.baseline = baseline;
    var blocks = Math.max(1, baseline.length / BLOCK);
    this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * blocks - 1);
    this.slots = new int[(1 << bits) + 1];
  }

  /** Start of a block equal to {@code target[position, position + 32)}, or -1. */
  int find(byte[] target, int position) {
    if (position > target.length - BLOCK || baseline.length < BLOCK) {
      return -1;
    }
    if (slots[1 << bits] == 0) {
      fill();
    }
    var slot = firstSlot(target, position);
    for (var probe = 0; probe < PROBES; probe++) {
      var block = slots[slot];
      if (block == 0) {
        return -1;
      }
      var start = (block - 1) * BLOCK;
      if (equal(baseline, start, target, position)) {
        return start;
      }
      slot = (slot + 1) & ((1 << bits) - 1);
    }
    return -1;
  }

  private void fill() {
    slots[1 << bits] = 1;
    for (var start = 0; start <= baseline.length - BLOCK; start += BLOCK) {
      var slot = firstSlot(baseline, start);
      for (var probe = 0; probe < PROBES; probe++) {
        var block = slots[slot];
        if (block == 0) {
          slots[slot] = start / BLOCK + 1;
          break;
        }
        if (equal(baseline, (block - 1) * BLOCK, baseline, start)) {
          break;
        }
        slot = (slot + 1) & ((1 << bits) - 1);
      }
    }
  }

  private int firstSlot(byte[] bytes, int at) {
    var hash = word(bytes, at) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ (hash >>> 29) ^ word(bytes, at + 8)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 29) ^ word(bytes, at + 16)) * 0x94d049bb133111ebL;
    hash = (hash ^ (hash >>> 29) ^ word(bytes, at + 24)) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> (Long.SIZE - bits));
  }

  private static boolean equal(byte[] a, int from, byte[] b, int at) {
    return Arrays.equals(a, from, from + BLOCK, b, at, at + BLOCK);
  }

  /** Eight bytes as one number. */
  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
