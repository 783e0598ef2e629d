package io.novacron.dwcp.jobs.generate.payload;

import java.io.Serializable;

/**
 * A run of real bytes that payloads are cut from.
 *
 * @param source stable name without machine paths; becomes {@code payload_source}
 * @param path file on this machine
 * @param packing how the bytes lie in the file
 * @param kind kind of content
 * @param offset first byte
 * @param bytes length after unpacking
 * @param earlier file that holds the same bytes at an earlier time, empty without one
 * @param ageS seconds between the two, 0 without one
 */
record PayloadFile(
    String source,
    String path,
    Packing packing,
    PayloadClass kind,
    long offset,
    long bytes,
    String earlier,
    double ageS)
    implements Serializable {

  /** A whole file without an earlier version. */
  static PayloadFile of(
      String source, String path, Packing packing, PayloadClass kind, long bytes) {
    return new PayloadFile(source, path, packing, kind, 0, bytes, "", 0);
  }

  /** How bytes lie in a file. */
  enum Packing {
    PLAIN,
    XZ,
    GZIP,
    /** Class files of an archive, one behind the other in the archive's order. */
    ARCHIVED_CLASSES,
    /** Text and XML of an archive. */
    ARCHIVED_TEXT,
    /** Native libraries of an archive. */
    ARCHIVED_NATIVES,
    /** Pictures of an archive. */
    ARCHIVED_IMAGES;

    boolean plain() {
      return this == PLAIN;
    }

    boolean archived() {
      return switch (this) {
        case ARCHIVED_CLASSES, ARCHIVED_TEXT, ARCHIVED_NATIVES, ARCHIVED_IMAGES -> true;
        case PLAIN, XZ, GZIP -> false;
      };
    }

    /** Whether an archive's entry of that class belongs to this run. */
    boolean takes(PayloadClass entryKind) {
      return switch (this) {
        case ARCHIVED_CLASSES -> entryKind == PayloadClass.CLASS;
        case ARCHIVED_TEXT -> entryKind == PayloadClass.TEXT || entryKind == PayloadClass.XML;
        case ARCHIVED_NATIVES -> entryKind == PayloadClass.ELF;
        case ARCHIVED_IMAGES -> entryKind == PayloadClass.IMAGE;
        case PLAIN, XZ, GZIP -> false;
      };
    }
  }
}
