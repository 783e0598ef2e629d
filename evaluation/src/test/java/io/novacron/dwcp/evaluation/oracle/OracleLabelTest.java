package io.novacron.dwcp.evaluation.oracle;

import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.BANDS;
import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.error.DataError;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleLabelTest {

  private static final Calibration CALIBRATION =
      Calibration.fit(OracleFixtures.plantedSamples(60), BANDS);

  private static final TransferConditions FAST = new TransferConditions(0.5, 4, 10, 1000);

  private static PayloadSizes sizes(Map<Candidate, Long> bytesOut) {
    return new PayloadSizes(100_000, OptionalLong.of(50_000), bytesOut);
  }

  /** Cost by the formula of the contract, term by term, from cells looked up by a plain loop. */
  private static double naiveCost(Candidate candidate, PayloadSizes sizes, TransferConditions c) {
    var out = sizes.bytesOut().get(candidate);
    var in = candidate.usesDelta() ? sizes.deltaBytes().orElseThrow() : sizes.payloadBytes();
    var compute = 0.0;
    if (!candidate.label().equals("none")) {
      var codec = candidate.label().replace("delta+", "");
      compute +=
          naiveTime("compress:" + codec, in, out) + naiveTime("decompress:" + codec, in, out);
    }
    if (candidate.usesDelta()) {
      compute += naiveTime("delta", sizes.payloadBytes(), in);
      compute += naiveTime("undelta", sizes.payloadBytes(), in);
    }
    var idle = c.cpuIdle() * 8;
    var speedup = c.amstStreams() < idle ? c.amstStreams() : idle;
    compute /= speedup > 1 ? speedup : 1;
    return compute + out * 8.0 / (c.bandwidthMbps() * 1000) + c.rttMs();
  }

  private static double naiveTime(String operation, long plain, long packed) {
    var ratio = (double) packed / plain;
    var ratioBand = ratio <= 0.1 ? 0 : ratio <= 0.3 ? 1 : ratio <= 0.6 ? 2 : ratio <= 0.9 ? 3 : 4;
    var sizeBand = plain <= 10_000 ? 0 : plain <= 100_000 ? 1 : 2;
    var cell = CALIBRATION.all().cells().get(operation).get(3 * ratioBand + sizeBand);
    return cell.fixedMs() + cell.msPerMb() * plain / 1e6;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void choosesAsTheNaiveTwinDoes(long seed) {
    var random = new Random(seed);
    var bytesOut = new EnumMap<Candidate, Long>(Candidate.class);
    for (var candidate : Candidate.ALL) {
      bytesOut.put(candidate, 1L + random.nextInt(100_000));
    }
    var sizes = sizes(bytesOut);
    var mbps = Math.exp(random.nextDouble() * 9);
    var conditions = new TransferConditions(random.nextDouble(), 1 + random.nextInt(16), 20, mbps);

    var label = OracleLabel.of(sizes, conditions, mbps, CALIBRATION, CONFIG);

    var costs = new EnumMap<Candidate, Double>(Candidate.class);
    for (var candidate : Candidate.ALL) {
      if (mbps < 10 || !candidate.label().endsWith("max")) {
        costs.put(candidate, naiveCost(candidate, sizes, conditions));
      }
    }
    assertThat(label.terms().keySet()).isEqualTo(costs.keySet());
    assertThat(label.terms())
        .allSatisfy((c, terms) -> assertThat(terms.costMs()).isCloseTo(costs.get(c), within(1e-9)));
    var sorted = costs.values().stream().sorted().toList();
    assertThat(costs.get(label.best())).isEqualTo(sorted.get(0));
    assertThat(label.bestCostMs()).isCloseTo(sorted.get(0), within(1e-9));
    assertThat(label.margin().orElseThrow())
        .isCloseTo(sorted.get(1) / sorted.get(0) - 1, within(1e-9));
    assertThat(label.bestWithoutRtt()).isEqualTo(label.best());
  }

  @Test
  void decidesOfferByTheEstimateAndCostByTheTruth() {
    var sizes = sizes(Map.of(Candidate.NONE, 100_000L, Candidate.ZSTD_MAX, 1_000L));

    var overestimated = OracleLabel.of(sizes, FAST, 20, CALIBRATION, CONFIG);
    var underestimated = OracleLabel.of(sizes, FAST, 5, CALIBRATION, CONFIG);

    assertThat(overestimated.terms()).containsOnlyKeys(Candidate.NONE);
    assertThat(underestimated.terms()).containsKey(Candidate.ZSTD_MAX);
    assertThat(underestimated.bestCostMs()).isEqualTo(100_000 * 8 / 1e6 + 10);
  }

  @Test
  void callsCostsWithinTheToleranceATie() {
    var near = sizes(Map.of(Candidate.ZSTD, 40_000L, Candidate.LZ4, 45_800L));
    var far = sizes(Map.of(Candidate.ZSTD, 40_000L, Candidate.LZ4, 99_000L));
    var slow = new TransferConditions(0, 1, 0, 100);

    assertThat(OracleLabel.of(near, slow, 100, CALIBRATION, CONFIG))
        .matches(OracleLabel::tie)
        .matches(label -> label.margin().orElseThrow() > 0);
    assertThat(OracleLabel.of(far, slow, 100, CALIBRATION, CONFIG)).matches(label -> !label.tie());
  }

  @Test
  void prefersTheEarlierClassAmongEqualCosts() {
    var free =
        new Calibration(
            freeOf(CALIBRATION.all()), freeOf(CALIBRATION.even()), freeOf(CALIBRATION.odd()));
    var sizes = sizes(Map.of(Candidate.DELTA_LZ4, 9L, Candidate.ZSTD, 9L, Candidate.LZ4, 9L));

    assertThat(OracleLabel.of(sizes, FAST, 100, free, CONFIG).best()).isEqualTo(Candidate.LZ4);
  }

  private static SpeedTable freeOf(SpeedTable table) {
    var cells = new java.util.TreeMap<>(table.cells());
    cells.replaceAll(
        (operation, grid) ->
            grid.stream().map(cell -> new CalibrationCell(0, 0, 0, 0, 1)).toList());
    return new SpeedTable(table.ratioBands(), table.sizeBands(), cells);
  }

  @Test
  void saysThatALabelDoesNotRepeatWhenTheHalvesDisagree() {
    var split = new Calibration(CALIBRATION.all(), CALIBRATION.even(), freeOf(CALIBRATION.odd()));
    var sizes = sizes(Map.of(Candidate.NONE, 100_000L, Candidate.ZSTD, 90_000L));
    var conditions = new TransferConditions(0, 1, 0, 2000);

    assertThat(OracleLabel.of(sizes, conditions, 2000, split, CONFIG).repeatable()).isFalse();
    assertThat(OracleLabel.of(sizes, conditions, 2000, CALIBRATION, CONFIG).repeatable()).isTrue();
  }

  @Test
  void hasNoMarginWithASingleCandidate() {
    var label = OracleLabel.of(sizes(Map.of(Candidate.NONE, 9L)), FAST, 100, CALIBRATION, CONFIG);

    assertThat(label.margin()).isEmpty();
    assertThat(label.tie()).isFalse();
  }

  @Test
  void refusesAPayloadThatNothingRestored() {
    assertThatThrownBy(() -> OracleLabel.of(sizes(Map.of()), FAST, 100, CALIBRATION, CONFIG))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no candidate restored");
  }

  @Test
  void agreesWithItselfOnPlantedTimes() {
    var samples = OracleFixtures.plantedSamples(60);

    var agreement = Agreement.of(samples, CALIBRATION, CONFIG);

    assertThat(agreement.cases()).isEqualTo(120);
    assertThat(agreement.halves()).isBetween(0.9, 1.0);
    assertThat(agreement.own()).isBetween(0.9, 1.0);
  }

  @Test
  void agreesLessWithTimesThatItsCellsCannotKnow() {
    var samples =
        OracleFixtures.samples(
            60,
            s ->
                OracleFixtures.planted(s.operation(), s.plainBytes(), s.ratio())
                    * Math.exp(
                        2 * new Random(s.payload() + s.operation().hashCode()).nextGaussian()));
    var calibration = Calibration.fit(samples, BANDS);

    var agreement = Agreement.of(samples, calibration, CONFIG);

    assertThat(agreement.own()).isLessThan(0.9);
    assertThat(List.of(agreement.halves(), agreement.own())).allMatch(share -> share > 0.3);
  }
}
