package io.novacron.dwcp.evaluation.oracle;

import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.BANDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CalibratorTest {

  private static List<Payload> payloads(int count) {
    var payloads = new ArrayList<Payload>();
    for (var i = 0; i < count; i++) {
      var baseline = OracleFixtures.words(3000 + 100 * i, i);
      payloads.add(
          Payload.of(OracleFixtures.pageWritten(baseline, i), i % 3 == 0 ? null : baseline));
    }
    return payloads;
  }

  @Test
  void timesEveryOperationOfWholePayloadsDeltasAndCuts() {
    var samples = Calibrator.measure(payloads(12), BANDS);

    assertThat(samples)
        .extracting(CalibrationSample::operation)
        .contains("delta", "undelta", "compress:lz4", "decompress:lz4", "compress:zstd")
        .contains("decompress:zstd", "compress:zstd-max", "decompress:zstd-max");
    assertThat(samples).extracting(CalibrationSample::stream).contains(Stream.values());
    assertThat(samples).allSatisfy(s -> assertThat(s.medianMs()).isPositive());
    assertThat(samples)
        .filteredOn(s -> s.operation().equals("compress:zstd-max"))
        .allSatisfy(s -> assertThat(s.payload()).isLessThan(8))
        .allSatisfy(s -> assertThat(s.timesMs()).hasSize(2));
    assertThat(samples)
        .filteredOn(s -> s.operation().equals("compress:lz4"))
        .allSatisfy(s -> assertThat(s.timesMs()).hasSize(3))
        .anySatisfy(s -> assertThat(s.payload()).isEqualTo(11));
  }

  @Test
  void measuresNoMorePayloadsThanTheSettingAsksFor() {
    var samples = Calibrator.measure(payloads(45), BANDS);

    assertThat(samples).extracting(CalibrationSample::payload).contains(39).doesNotContain(40);
  }

  @Test
  void fitsWhatItMeasured() {
    var samples = Calibrator.measure(payloads(12), BANDS);
    var calibration = Calibration.fit(samples, BANDS);

    var agreement = Agreement.of(samples, calibration, OracleFixtures.CONFIG);

    assertThat(agreement.cases()).isEqualTo(24);
    assertThat(agreement.halves()).isBetween(0.0, 1.0);
  }

  @Test
  void callsOnceUnmeasuredBeforeTheRepeats() {
    var calls = new AtomicInteger();

    var times = Calibrator.time(calls::incrementAndGet, 4);

    assertThat(times).hasSize(4);
    assertThat(calls).hasValue(5);
  }

  @Test
  void leavesOutWhatALongCallSpendsWaiting() {
    var times = Calibrator.time(() -> LockSupport.parkNanos(20_000_000), 1);

    assertThat(times).allSatisfy(ms -> assertThat(ms).isBetween(0.0, 10.0));
  }
}
