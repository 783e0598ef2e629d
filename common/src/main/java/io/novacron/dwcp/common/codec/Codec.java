package io.novacron.dwcp.common.codec;

/** A codec of the runtime at the one level that it is used with. */
public enum Codec {
  /** The bytes as they are. */
  NONE("none"),
  /** LZ4 block format, the fast compressor. */
  LZ4("lz4"),
  /** Zstandard at level 3. */
  ZSTD("zstd"),
  /** Zstandard at level 19. */
  ZSTD_MAX("zstd-max");

  private final String label;

  Codec(String label) {
    this.label = label;
  }

  /** The name in tables and configuration. */
  public String label() {
    return label;
  }
}
