package io.novacron.dwcp.evaluation.oracle;

import java.io.Serializable;
import java.util.List;

/**
 * How compute times are measured and banded.
 *
 * @param payloads payloads to measure, all from before the test part
 * @param zstdMaxPayloads how many of them level 19 is measured on; it takes 20 times as long
 * @param warmUpPasses passes over the first payloads before anything is timed
 * @param repeats timed calls for each payload and operation
 * @param ratioBands growing upper bounds of the bands of bytes out / bytes in; one more band is
 *     open
 * @param sizeBands growing upper bounds of the size bands, bytes; one more band is open
 * @param minSamples payloads that a cell needs before it stands without its neighbours
 * @param agreementMbps rates at which the agreement figures compare decisions, Mbit/s
 */
public record CalibrationConfig(
    int payloads,
    int zstdMaxPayloads,
    int warmUpPasses,
    int repeats,
    List<Double> ratioBands,
    List<Long> sizeBands,
    int minSamples,
    List<Double> agreementMbps)
    implements Serializable {

  public CalibrationConfig {
    ratioBands = List.copyOf(ratioBands);
    sizeBands = List.copyOf(sizeBands);
    agreementMbps = List.copyOf(agreementMbps);
    new Faults("oracle.calibration")
        .unless(payloads >= 2, "payloads", payloads, "give at least 2, one for each half")
        .unless(
            zstdMaxPayloads >= 2 && zstdMaxPayloads <= payloads,
            "zstd-max-payloads",
            zstdMaxPayloads,
            "give at least 2 and at most payloads")
        .unless(warmUpPasses >= 0, "warm-up-passes", warmUpPasses, "give at least 0")
        .unless(repeats >= 1, "repeats", repeats, "give at least 1")
        .unless(growing(ratioBands), "ratio-bands", ratioBands, "give growing positive bounds")
        .unless(
            growing(sizeBands.stream().map(Long::doubleValue).toList()),
            "size-bands",
            sizeBands,
            "give growing positive bounds")
        .unless(minSamples >= 1, "min-samples", minSamples, "give at least 1")
        .unless(
            !agreementMbps.isEmpty() && agreementMbps.stream().allMatch(rate -> rate > 0),
            "agreement-mbps",
            agreementMbps,
            "give one or more positive rates")
        .report();
  }

  private static boolean growing(List<Double> bounds) {
    var before = 0.0;
    for (var bound : bounds) {
      if (!(bound > before)) {
        return false;
      }
      before = bound;
    }
    return true;
  }
}
