package io.novacron.dwcp.jobs.generate.payload;

import java.util.Locale;

/**
 * A place where a payload lies.
 *
 * @param fileIndex index of the file in the catalogue
 * @param offset first byte, counted from the start of the run
 * @param length bytes
 * @param seed seed of its baseline
 */
record PayloadRef(int fileIndex, long offset, int length, long seed) {

  /** The stream that the payload belongs to: a region of its file. */
  String streamId(PayloadFile file, int regionBytes) {
    return String.format(Locale.ROOT, "%s#%04d", file.source(), offset / regionBytes);
  }
}
