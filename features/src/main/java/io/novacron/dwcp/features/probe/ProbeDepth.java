package io.novacron.dwcp.features.probe;

import java.io.Serializable;

/**
 * How many bytes each codec of a probe tries; a shorter payload is tried whole.
 *
 * @param bytes bytes that lz4 tries, at least one
 * @param zstdBytes bytes that zstd (level 3) tries; 0 for none
 */
public record ProbeDepth(int bytes, int zstdBytes) implements Serializable {

  public ProbeDepth {
    if (bytes <= 0 || zstdBytes < 0 || zstdBytes > bytes) {
      throw new IllegalArgumentException(
          "depth: bytes %d, zstd-bytes %d; bytes is above 0 and zstd-bytes lies in 0..bytes"
              .formatted(bytes, zstdBytes));
    }
  }
}
