package io.novacron.dwcp.evaluation.oracle;

import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How far a calibration decides alike, over its payloads and the rates of {@code agreement-mbps}.
 *
 * @param halves share of decisions that the even and the odd half make alike
 * @param own share of decisions that a payload's own measured times and the half that has not seen
 *     the payload make alike
 * @param cases decisions compared
 */
public record Agreement(double halves, double own, long cases) {

  /**
   * Compares decisions; compute terms are not sped up, which weighs them most.
   *
   * @param samples those that the calibration was fitted to
   */
  public static Agreement of(
      List<CalibrationSample> samples, Calibration calibration, OracleConfig config) {
    var byPayload = new TreeMap<Integer, List<CalibrationSample>>();
    for (var sample : samples) {
      if (sample.stream() != Stream.CUT) {
        byPayload.computeIfAbsent(sample.payload(), number -> new ArrayList<>()).add(sample);
      }
    }
    var cases = 0L;
    var halves = 0L;
    var own = 0L;
    for (var entry : byPayload.entrySet()) {
      var measured = MeasuredPayload.of(entry.getValue());
      var unseen = entry.getKey() % 2 == 0 ? calibration.odd() : calibration.even();
      for (var mbps : config.calibration().agreementMbps()) {
        var even = measured.best(mbps, calibration.even(), config);
        var odd = measured.best(mbps, calibration.odd(), config);
        var held = measured.best(mbps, unseen, config);
        cases++;
        halves += even == odd ? 1 : 0;
        own += measured.bestByOwnTimes(mbps, config) == held ? 1 : 0;
      }
    }
    return new Agreement((double) halves / cases, (double) own / cases, cases);
  }
}
