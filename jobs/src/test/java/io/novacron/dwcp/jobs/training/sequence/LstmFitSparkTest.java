package io.novacron.dwcp.jobs.training.sequence;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Size;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.ShareClasses;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class LstmFitSparkTest {

  private static final int STEPS = 8;
  private static final StructType SCHEMA =
      StructType.fromDDL("id bigint, inputs array<float>, targets array<float>, weight float");
  private static final LstmLoss LOSS = new LstmLoss(LstmLoss.Kind.HUBER, 0.5, List.of(1.0), 0.5);

  /** Whether the next value is at least the reference: here the last. */
  private static final Heads HEADS =
      new Heads(
          List.of(0.1, 0.9), new ShareClasses("bandwidth", List.of("high", "low"), List.of(1.0)));

  private static LstmNetwork network(Heads heads) {
    var field = new Field("bandwidth", "1000 Mbps");
    var spec =
        new LstmSpec(
            "wave",
            STEPS,
            List.of(new Input(field, Scaling.RATIO)),
            List.of(new Target(field, Anchor.LAST, "bandwidth")),
            heads,
            new Size(1, 16, 0));
    return new LstmNetwork(spec, LOSS);
  }

  /** Waves of any level and phase. */
  private static Dataset<Row> waves(SparkSession spark, int n, long seed) {
    var random = new Random(seed);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < n; i++) {
      var phase = random.nextDouble() * 7;
      var level = 0.1 + random.nextDouble();
      var window = new ArrayList<Float>();
      for (var step = 0; step <= STEPS; step++) {
        var isGap = step < STEPS && random.nextInt(12) == 0;
        window.add(isGap ? Float.NaN : (float) (level * (1 + 0.5 * Math.sin(phase + 0.8 * step))));
      }
      var next = window.remove(STEPS);
      rows.add(RowFactory.create((long) i, window, List.of(next), 1f));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static SequenceRows keyed(Dataset<Row> rows) {
    return new SequenceRows(rows, List.of("id"));
  }

  private static FittedLstm fit(Dataset<Row> rows, Heads heads, SequenceFitConfig config) {
    return new LstmFit(network(heads), 0.05f, config, Checkpoints.none())
        .fit(keyed(rows.where("id % 5 > 0")), keyed(rows.where("id % 5 = 0")), 3);
  }

  @Test
  void forecastsWavesBetterThanTheirLastValueAndAsItsFileDoes(SparkSession spark) {
    var config = Fits.config().epochs(12).build();
    var fitted = fit(waves(spark, 1500, 1), HEADS, config);

    var fresh = waves(spark, 400, 2).collectAsList();
    var windows = FloatMatrix.zeros(fresh.size(), STEPS);
    for (var row = 0; row < fresh.size(); row++) {
      List<Float> window = fresh.get(row).getList(1);
      for (var step = 0; step < STEPS; step++) {
        windows.set(row, step, window.get(step));
      }
    }
    var anchors = FloatMatrix.zeros(fresh.size(), 1);
    for (var row = 0; row < fresh.size(); row++) {
      var window = windows.slice(row, row + 1).values();
      anchors.set(row, 0, fitted.model().scaling().anchor(window, 0));
    }
    try (var scorer = LstmToOnnx.full(fitted.model()).open()) {
      var scores = scorer.score(windows.beside(anchors));
      double error = 0;
      double floor = 0;
      var covered = 0;
      var right = 0;
      for (var row = 0; row < fresh.size(); row++) {
        List<Float> truth = fresh.get(row).getList(2);
        var quantiles = scores.floats(LstmToOnnx.QUANTILES);
        error += square(scores.floats(LstmToOnnx.OUTPUT).at(row, 0) - truth.get(0));
        floor += square(anchors.at(row, 0) - truth.get(0));
        covered +=
            quantiles.at(row, 0) <= truth.get(0) && truth.get(0) <= quantiles.at(row, 1) ? 1 : 0;
        var isHigh = truth.get(0) >= anchors.at(row, 0);
        right += (scores.floats(LstmToOnnx.CLASSES).at(row, 0) > 0.5) == isHigh ? 1 : 0;
      }
      assertThat(error).isLessThan(0.25 * floor);
      assertThat((double) covered / fresh.size()).isCloseTo(0.8, within(0.2));
      assertThat((double) right / fresh.size()).isGreaterThan(0.9);
      assertThat(new LstmParity(fitted.model()).compare(scorer, windows).passes()).isTrue();
    }
  }

  private static double square(double value) {
    return value * value;
  }

  @Test
  void givesTheSameModelTwice(SparkSession spark) {
    var config = Fits.config().epochs(2).build();
    var rows = waves(spark, 200, 1).drop("unused");

    var once = fit(rows, Heads.NONE, config).model();
    var twice = fit(rows.repartition(3), Heads.NONE, config).model();

    assertThat(LstmToOnnx.full(twice).sha256()).isEqualTo(LstmToOnnx.full(once).sha256());
  }

  @Test
  void refusesTargetsOfAnotherWidthAndInputsThatWereNeverObserved(SparkSession spark) {
    var config = Fits.config().epochs(1).build();
    var rows = waves(spark, 40, 1);
    var unseen = rows.withColumn("inputs", expr("array_repeat(float('nan'), 8)"));

    assertThatThrownBy(() -> fit(unseen, Heads.NONE, config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("never observed in the training part: bandwidth");
    var broad = rows.withColumn("targets", expr("array(1f, 2f)"));
    assertThatThrownBy(() -> fit(broad, Heads.NONE, config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("targets has 2 values: not 1");
  }
}
