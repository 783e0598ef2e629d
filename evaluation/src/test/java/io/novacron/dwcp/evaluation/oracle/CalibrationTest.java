package io.novacron.dwcp.evaluation.oracle;

import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.BANDS;
import static io.novacron.dwcp.evaluation.oracle.OracleFixtures.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.evaluation.oracle.CalibrationSample.Stream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final List<CalibrationSample> SAMPLES = OracleFixtures.plantedSamples(60);

  private static CalibrationSample lz4(int payload, long plain, long packed, double... ms) {
    var times = new ArrayList<Double>();
    for (var time : ms) {
      times.add(time);
    }
    return new CalibrationSample(payload, "compress:lz4", Stream.PAYLOAD, plain, packed, times);
  }

  @Test
  void recoversPlantedSpeedsInsideABand() {
    var table = Calibration.fit(SAMPLES, BANDS).all();

    // Ratio 0.2 lies in the band 0.1 to 0.3, over which the planted rate runs from 2.2 to 2.6.
    assertThat(table.time("compress:lz4", 200_000, 40_000).ms())
        .isCloseTo(OracleFixtures.planted("compress:lz4", 200_000, 0.2), within(0.05));
    assertThat(table.time("decompress:zstd", 50_000, 30_000).ms())
        .isCloseTo(OracleFixtures.planted("decompress:zstd", 50_000, 0.6), within(0.002));
  }

  @Test
  void takesFixedCostFromTinyInputsAndRateFromTheOthers() {
    var samples =
        List.of(lz4(0, 256, 100, 0.01), lz4(0, 50_000, 25_000, 0.11), lz4(1, 90_000, 45_000, 0.19));

    var cell = new SpeedFit(BANDS).fit(samples).cells().get("compress:lz4").get(0);

    assertThat(cell.fixedMs()).isEqualTo(0.01);
    assertThat(cell.msPerMb()).isCloseTo(2, within(1e-12));
    assertThat(cell.n()).isEqualTo(2);
  }

  @Test
  void isNotMovedByOneSlowCall() {
    var samples =
        List.of(
            lz4(0, 50_000, 25_000, 0.1, 0.1, 90),
            lz4(1, 50_000, 25_000, 0.1),
            lz4(2, 50_000, 25_000, 70),
            lz4(3, 50_000, 25_000, 0.1));

    var time = new SpeedFit(BANDS).fit(samples).time("compress:lz4", 50_000, 25_000);

    assertThat(time.ms()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void statesStandardErrorAndSpreadOfACell() {
    // Rates 1, 2, 3, 4, 5: median 3, MAD 1. Spread of each: MAD 0.1 of median 1.
    var samples = new ArrayList<CalibrationSample>();
    for (var rate = 1; rate <= 5; rate++) {
      samples.add(lz4(rate, 1_000_000, 200_000, 0.9 * rate, rate, 1.1 * rate));
    }

    var cell = new SpeedFit(BANDS).fit(samples).cells().get("compress:lz4").get(5);

    assertThat(cell.msPerMb()).isCloseTo(3, within(1e-12));
    assertThat(cell.standardError()).isCloseTo(1.2533 * 1.4826 / 3 / Math.sqrt(5), within(1e-12));
    assertThat(cell.spread()).isCloseTo(0.14826, within(1e-12));
  }

  @Test
  void fillsThinCellsFromTheNearestRatioBandsOfTheSameSize() {
    var samples = new ArrayList<CalibrationSample>();
    for (var i = 0; i < 4; i++) {
      samples.add(lz4(i, 50_000, 10_000, 0.05));
      samples.add(lz4(i, 50_000, 40_000, 0.5));
      samples.add(lz4(i, 200_000, 160_000, 20));
    }

    var table = new SpeedFit(BANDS).fit(samples);

    // Bands: 0.2 is second, 0.8 is fourth; the first lies nearer to the second.
    assertThat(table.time("compress:lz4", 50_000, 1_000).ms()).isCloseTo(0.05, within(1e-12));
    assertThat(table.time("compress:lz4", 50_000, 49_000).ms()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void fillsASizeThatWasNeverMeasuredFromAllSizes() {
    var samples = new ArrayList<CalibrationSample>();
    for (var i = 0; i < 4; i++) {
      samples.add(lz4(i, 50_000, 10_000, 0.05));
    }

    var table = new SpeedFit(BANDS).fit(samples);

    assertThat(table.time("compress:lz4", 900_000, 10_000).ms()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void refusesAnOperationThatWasTimedOnTinyInputsOnly() {
    var fit = new SpeedFit(BANDS);

    assertThatThrownBy(() -> fit.fit(List.of(lz4(0, 256, 100, 0.01))))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("Cannot calibrate compress:lz4");
  }

  @Test
  void refusesAHalfThatLacksAnOperation() {
    assertThatThrownBy(() -> Calibration.fit(List.of(lz4(0, 50_000, 1, 1)), BANDS))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("the odd half knows []");
  }

  @Test
  void dependsOnTheSamplesAndNotOnTheirOrder() {
    var shuffled = new ArrayList<>(SAMPLES);
    Collections.shuffle(shuffled, new Random(1));

    var calibration = Calibration.fit(shuffled, BANDS);

    assertThat(calibration).isEqualTo(Calibration.fit(SAMPLES, BANDS));
    assertThat(calibration.oracleVersion(CONFIG))
        .matches("cost-1-c8-z10\\.0-[0-9a-f]{12}")
        .isEqualTo(Calibration.fit(SAMPLES, BANDS).oracleVersion(CONFIG));
  }

  @Test
  void changesItsVersionWithATimeOrASetting() {
    var version = Calibration.fit(SAMPLES, BANDS).oracleVersion(CONFIG);
    var slower =
        OracleFixtures.samples(
            60, s -> 1.001 * OracleFixtures.planted(s.operation(), s.plainBytes(), s.ratio()));
    var cores = new OracleConfig(4, 10, 0.05, 1.645, 0.02, BANDS);

    assertThat(Calibration.fit(slower, BANDS).oracleVersion(CONFIG)).isNotEqualTo(version);
    assertThat(Calibration.fit(SAMPLES, BANDS).oracleVersion(cores)).isNotEqualTo(version);
  }

  @Test
  void comesBackFromItsRows() {
    var calibration = Calibration.fit(SAMPLES, BANDS);
    var rows = new ArrayList<>(withSchema(calibration.toRows("r1", DAY, CONFIG)));
    Collections.shuffle(rows, new Random(1));

    assertThat(Calibration.fromRows(rows, CONFIG)).isEqualTo(calibration);
  }

  @Test
  void refusesRowsThatWereMadeUnderOtherSettings() {
    var rows = withSchema(Calibration.fit(SAMPLES, BANDS).toRows("r1", DAY, CONFIG));
    var cores = new OracleConfig(4, 10, 0.05, 1.645, 0.02, BANDS);

    assertThatThrownBy(() -> Calibration.fromRows(rows, cores))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("where the settings make cost-1-c4-");
  }

  @Test
  void refusesRowsOfWhichOneIsMissing() {
    var rows = withSchema(Calibration.fit(SAMPLES, BANDS).toRows("r1", DAY, CONFIG));

    assertThatThrownBy(() -> Calibration.fromRows(rows.subList(1, rows.size()), CONFIG))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("14 cells where the bands make 15");
  }

  /** Rows as a table gives them back: with names. */
  private static List<Row> withSchema(List<Row> rows) {
    var schema = EvaluationTables.ORACLE_CALIBRATION.structType();
    return rows.stream()
        .<Row>map(
            row -> {
              var values = new Object[row.length()];
              for (var i = 0; i < values.length; i++) {
                values[i] = row.get(i);
              }
              return new GenericRowWithSchema(values, schema);
            })
        .toList();
  }
}
