package io.novacron.dwcp.jobs.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class SequenceFitSparkTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "id bigint, inputs array<float>, mask array<float>, targets array<float>, weight float");
  private static final LinearNetwork NETWORK = new LinearNetwork(3);

  @TempDir private Path lake;

  /** Windows of three steps whose target is twice the last step less one. */
  private static Dataset<Row> rows(SparkSession spark, int n, long seed) {
    var random = new Random(seed);
    var rows = new ArrayList<Row>();
    for (var i = 0; i < n; i++) {
      var last = random.nextFloat();
      var inputs = List.of(random.nextFloat(), random.nextFloat(), last);
      rows.add(
          RowFactory.create(
              (long) i, inputs, List.of(1f, 1f, 1f), List.of(2 * last - 1), 1f + i % 2));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static SequenceRows keyed(Dataset<Row> rows) {
    return new SequenceRows(rows, List.of("id"));
  }

  private static FittedSequence fit(
      Dataset<Row> train, SequenceFitConfig config, Checkpoints checkpoints, long seed) {
    var held = keyed(rows(train.sparkSession(), 90, 99));
    return new SequenceFit(NETWORK, config, checkpoints).fit(keyed(train), held, seed);
  }

  private static FittedSequence fit(Dataset<Row> train, SequenceFitConfig config) {
    return fit(train, config, Checkpoints.none(), 1);
  }

  @Test
  void learnsAPlantedRule(SparkSession spark) {
    var config = Fits.config().rate(0.1).epochs(25).build();

    var fitted = fit(rows(spark, 600, 1), config);

    var last = fitted.epochs().get(fitted.epochs().size() - 1);
    assertThat(last.validationLoss()).isLessThan(1e-3);
    assertThat(fitted.parameters()[2]).isBetween(1.9f, 2.1f);
  }

  @Test
  void givesTheRunningMeanOfItsStepsWhenItIsAskedFor(SparkSession spark) {
    var rows = rows(spark, 32, 1);
    var held = keyed(rows(spark, 90, 99));
    var config = Fits.config().epochs(1).with(new Spread(1, 1, 0)).build();
    var start = NetworkState.initial(NETWORK.parameters(), 1).parameters;
    var oneStep = fit(rows, config).parameters();

    var mean =
        new SequenceFit(NETWORK, config, Checkpoints.none(), 0.75)
            .fit(keyed(rows), held, 1)
            .parameters();

    for (var i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo(0.75f * start[i] + 0.25f * oneStep[i], within(1e-6f));
      assertThat(oneStep[i]).isNotEqualTo(start[i]);
    }
    assertThatThrownBy(() -> new SequenceFit(NETWORK, config, Checkpoints.none(), 1))
        .hasMessageContaining("average-memory: 1.0");
  }

  @Test
  void partitionsDoNotMatterAndTheSeedDoes(SparkSession spark) {
    var rows = rows(spark, 300, 1);
    var config = Fits.config().with(new Spread(3, 1, 2)).build();

    var parameters = fit(rows.coalesce(1), config).parameters();

    assertThat(fit(rows.repartition(2, col("weight")), config).parameters())
        .containsExactly(parameters);
    assertThat(fit(rows.repartition(7, col("targets")), config).parameters())
        .containsExactly(parameters);
    assertThat(fit(rows, config, Checkpoints.none(), 2).parameters()).isNotEqualTo(parameters);
  }

  @Test
  void goesOnAfterAKillAsIfNothingHadHappened(SparkSession spark) {
    var rows = rows(spark, 300, 1);
    var config = Fits.config().build();
    var whole = fit(rows, config);

    var killed = Checkpoints.in(lake.resolve("checkpoints"));
    LinearNetwork.BATCHES_TO_LIVE.set(30);
    assertThatThrownBy(() -> fit(rows, config, killed, 1)).hasRootCauseMessage("killed");
    LinearNetwork.BATCHES_TO_LIVE.set(-1);
    assertThat(epochs(killed)).isBetween(1, 3);
    var resumed = fit(rows, config, killed, 1);

    assertThat(resumed.parameters()).containsExactly(whole.parameters());
    assertThat(resumed.epochs()).isEqualTo(whole.epochs());
  }

  @Test
  void refusesRowsThatItCannotLearnFrom(SparkSession spark) {
    var config = Fits.config().epochs(1).build();
    var good = rows(spark, 40, 1);

    assertThatThrownBy(() -> fit(good.limit(0), config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("no training rows");
    assertThatThrownBy(() -> fit(good.withColumn("targets", expr("array(float('nan'))")), config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("targets holds NaN");
    assertThatThrownBy(
            () -> fit(good.withColumn("inputs", expr("array(1f, 2f, float('inf'))")), config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("infinite");
    assertThatThrownBy(() -> fit(good.withColumn("mask", expr("array(1f)")), config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("mask has 1 values: not 3");
    assertThatThrownBy(() -> fit(good.withColumn("weight", expr("0f")), config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("weight: 0.0");
  }

  @Test
  void refusesALossThatIsNoNumber(SparkSession spark) {
    var config = Fits.config().epochs(1).build();
    var huge = rows(spark, 40, 1).withColumn("targets", expr("array(float(3e38))"));

    assertThatThrownBy(() -> fit(huge, config))
        .isInstanceOf(DataError.class)
        .hasMessageContaining("the loss is no number")
        .hasMessageContaining("lower adam.learning-rate");
  }

  private static int epochs(Checkpoints checkpoints) {
    try (var trainings = Files.list(checkpoints.folder().orElseThrow())) {
      var identity = trainings.findFirst().orElseThrow().getFileName().toString();
      return checkpoints.of(identity).orElseThrow().newest().orElseThrow().epochs().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
