package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A calibration payload put together again from its samples: what the oracle would know of it, and
 * beside that its own compute times, which no cell has smoothed.
 *
 * @param ownMs compute time of each candidate as measured on this payload, ms
 */
record MeasuredPayload(PayloadSizes sizes, Map<Candidate, Double> ownMs) {

  static MeasuredPayload of(List<CalibrationSample> samples) {
    var byInput = new HashMap<String, CalibrationSample>();
    samples.forEach(sample -> byInput.put(sample.stream() + sample.operation(), sample));
    var whole = byInput.get(Stream.PAYLOAD + Operations.compress(Codec.LZ4));
    var delta = byInput.get(Stream.PAYLOAD + Operations.DELTA);
    var undelta = byInput.get(Stream.PAYLOAD + Operations.UNDELTA);
    if (whole == null) {
      throw new IllegalArgumentException("no whole payload among the samples");
    }
    var bytesOut = new EnumMap<Candidate, Long>(Map.of(Candidate.NONE, whole.plainBytes()));
    var ownMs = new EnumMap<Candidate, Double>(Map.of(Candidate.NONE, 0.0));
    for (var candidate : Candidate.ALL) {
      var stream = candidate.usesDelta() ? Stream.DELTA : Stream.PAYLOAD;
      var compress = byInput.get(stream + Operations.compress(candidate.codec()));
      var decompress = byInput.get(stream + Operations.decompress(candidate.codec()));
      if (compress != null && decompress != null) {
        var deltaMs =
            candidate.usesDelta() && delta != null && undelta != null
                ? delta.medianMs() + undelta.medianMs()
                : 0;
        bytesOut.put(candidate, compress.packedBytes());
        ownMs.put(candidate, deltaMs + compress.medianMs() + decompress.medianMs());
      }
    }
    var deltaBytes = delta == null ? OptionalLong.empty() : OptionalLong.of(delta.packedBytes());
    return new MeasuredPayload(
        new PayloadSizes(whole.plainBytes(), deltaBytes, bytesOut), Map.copyOf(ownMs));
  }

  /** The choice by calibrated times at a rate that the sender knows, on one core. */
  Candidate best(double mbps, SpeedTable speeds, OracleConfig config) {
    return new Offered(sizes, new TransferConditions(0, 1, 0, mbps), mbps, config).best(speeds);
  }

  /** The same choice by the payload's own times. */
  Candidate bestByOwnTimes(double mbps, OracleConfig config) {
    var costs = new EnumMap<Candidate, Double>(Candidate.class);
    ownMs.forEach(
        (candidate, ms) -> {
          if (config.offers(candidate, mbps)) {
            costs.put(candidate, ms + OracleCost.sendMs(sizes.bytesOut(candidate), mbps));
          }
        });
    return Offered.cheapest(costs, Double::doubleValue).getKey();
  }
}
