package io.novacron.dwcp.jobs.generate.payload;

import java.io.Serializable;
import java.util.Map;

/**
 * How payloads are cut and what baselines they have.
 *
 * @param minBytes smallest payload
 * @param maxBytes largest payload; sizes are log-uniform between the two
 * @param usesPerPayload transfers that carry the same payload, over different links and times
 * @param sites groups of links with files of their own, at most; splits keep a group whole
 * @param regionBytes size of a stream's region of a file; at least {@code maxBytes}
 * @param maxFiles most files taken from the folders
 * @param unpackedMaxBytes most bytes unpacked from one compressed file
 * @param heapDumps heap dumps taken of the running JVM, 0 for none; the first is only a baseline
 * @param heapDumpMaxBytes bytes kept of one dump
 * @param baselineShare share of streams whose peer has an earlier version
 * @param minChange smallest share of a payload changed since its baseline
 * @param maxChange largest share; amounts are log-uniform between the two
 * @param classShares share of payloads by class word, for the machine's own files
 */
public record PayloadConfig(
    int minBytes,
    int maxBytes,
    int usesPerPayload,
    int sites,
    int regionBytes,
    int maxFiles,
    int unpackedMaxBytes,
    int heapDumps,
    long heapDumpMaxBytes,
    double baselineShare,
    double minChange,
    double maxChange,
    Map<String, Double> classShares)
    implements Serializable {

  public PayloadConfig {
    classShares = Map.copyOf(classShares);
    require(minBytes >= 1024 && maxBytes >= minBytes, "min-bytes, max-bytes: 1024 <= min <= max");
    require(usesPerPayload >= 1, "uses-per-payload: at least 1");
    require(sites >= 1, "sites: at least 1");
    require(regionBytes >= maxBytes, "region-bytes: at least max-bytes");
    require(maxFiles >= 1, "max-files: at least 1");
    require(unpackedMaxBytes >= maxBytes, "unpacked-max-bytes: at least max-bytes");
    require(heapDumps >= 0 && heapDumps != 1, "heap-dumps: 0, or 2 and more");
    require(heapDumpMaxBytes >= regionBytes, "heap-dump-max-bytes: at least region-bytes");
    require(baselineShare >= 0 && baselineShare <= 1, "baseline-share: 0 … 1");
    require(
        minChange > 0 && maxChange >= minChange && maxChange <= 1,
        "min-change, max-change: 0 < min <= max <= 1");
    require(classShares.values().stream().allMatch(share -> share >= 0), "class-shares: 0 or more");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("generate.payload." + rule + "; mend the configuration");
    }
  }
}
