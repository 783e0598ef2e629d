package io.novacron.dwcp.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestToOnnxTest {

  private static final int ROWS = 12_000;

  private final FloatMatrix train = GrownForests.normal(2000, 5, new Random(1));

  /** Rows from the middle to far outside, a tenth of the values missing. */
  private static FloatMatrix fresh() {
    var random = new Random(5);
    var rows = GrownForests.normal(3000, 5, random);
    for (var i = 0; i < rows.values().length; i++) {
      var draw = random.nextInt(10);
      if (draw == 0) {
        rows.values()[i] = Float.NaN;
      } else if (draw == 1) {
        rows.values()[i] *= 3;
      }
    }
    return rows;
  }

  @Test
  void scoresAndAlarmsAsTheModelOnExtremesMissingValuesAndBorders() {
    var model = GrownForests.model(train, 100, 0.55f);
    var rows = ForestToOnnx.withExtremes(fresh(), model, ROWS);

    try (var scorer = ForestToOnnx.export(model).open()) {
      var report = ForestToOnnx.parity(scorer, model, rows);

      assertThat(report.rows()).isEqualTo(ROWS);
      assertThat(report.maxAbsDifference()).isLessThanOrEqualTo(1e-6);
      assertThat(report.flippedDecisions()).isZero();
      assertThat(report.passes()).isTrue();
      assertThat(scorer.score(rows).integers(ForestToOnnx.ALARM)).contains(0L, 1L);
    }
  }

  @Test
  void noAlarmDiffersWhenTheThresholdIsARowsOwnScore() {
    var model = GrownForests.model(train, 100, 0.5f);
    var rows = fresh();
    var scores = model.scores(rows);

    for (var row = 0; row < 20; row++) {
      var exact = model.withThreshold(scores[row]);
      try (var scorer = ForestToOnnx.export(exact).open()) {
        assertThat(ForestToOnnx.parity(scorer, exact, rows).flippedDecisions()).isZero();
      }
    }
  }

  @Test
  void aMissingRowScoresAsTheCentre() {
    var model = GrownForests.model(train, 50, 0.5f);
    var rows = FloatMatrix.zeros(2, 5);
    for (var column = 0; column < 5; column++) {
      rows.set(0, column, Float.NaN);
      rows.set(1, column, model.scaling().centers().get(column));
    }

    try (var scorer = ForestToOnnx.export(model).open()) {
      var scores = scorer.score(rows).floats(ForestToOnnx.SCORE);

      assertThat(scores.at(0, 0)).isEqualTo(scores.at(1, 0));
    }
  }

  @Test
  void tellsADifferentModelFromTheFile() {
    var model = GrownForests.model(train, 50, 0.5f);
    var other = GrownForests.model(train, 51, 0.45f);

    try (var scorer = ForestToOnnx.export(model).open()) {
      var report = ForestToOnnx.parity(scorer, other, fresh());

      assertThat(report.maxAbsDifference()).isGreaterThan(1e-5);
      assertThat(report.flippedDecisions()).isPositive();
      assertThat(report.passes()).isFalse();
    }
  }

  @Test
  void sameModelGivesTheSameFileWithItsRulesWrittenIn() {
    var model = GrownForests.model(train, 10, 0.5f);

    var file = ForestToOnnx.export(model);

    assertThat(file.bytes()).isEqualTo(ForestToOnnx.export(model).bytes());
    assertThat(file.signature().rowNames()).containsExactlyElementsOf(model.featureNames());
    assertThat(Signature.parse(file.signature().toJson())).isEqualTo(file.signature());
  }

  @Test
  void oneRowIsScoredAsAmongMany() {
    var model = GrownForests.model(train, 100, 0.5f);
    var rows = fresh();

    try (var scorer = ForestToOnnx.export(model).open()) {
      var all = scorer.score(rows).floats(ForestToOnnx.SCORE);
      var one = scorer.score(rows.slice(17, 18)).floats(ForestToOnnx.SCORE);

      assertThat(one.at(0, 0)).isEqualTo(all.at(17, 0));
    }
  }

  @Test
  void extremesWithoutARowToStartFromAreThereToo() {
    var model = GrownForests.model(train, 10, 0.5f);

    var rows = ForestToOnnx.withExtremes(FloatMatrix.zeros(0, 5), model, 50);

    assertThat(rows.rows()).isEqualTo(50);
    assertThat(rows.at(0, 0)).isNaN();
  }
}
