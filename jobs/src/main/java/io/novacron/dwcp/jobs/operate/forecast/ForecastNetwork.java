package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.LstmModel;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.LstmSpec.Anchor;
import io.novacron.dwcp.jobs.export.LstmSpec.Heads;
import io.novacron.dwcp.jobs.export.LstmSpec.Input;
import io.novacron.dwcp.jobs.export.LstmSpec.Scaling;
import io.novacron.dwcp.jobs.export.LstmSpec.Target;
import io.novacron.dwcp.jobs.export.LstmToOnnx;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import io.novacron.dwcp.jobs.generate.trace.MeasuredRates;
import io.novacron.dwcp.jobs.operate.forecast.Examples.Example;
import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig.SeriesSet;
import io.novacron.dwcp.jobs.training.sequence.Checkpoints;
import io.novacron.dwcp.jobs.training.sequence.LstmFit;
import io.novacron.dwcp.jobs.training.sequence.LstmNetwork;
import io.novacron.dwcp.jobs.training.sequence.SequenceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fits the suite's network on a measured series and forecasts with its exported graph. */
final class ForecastNetwork {

  private static final String RATE = "bandwidth";
  private static final String MBPS = "Mbit/s";
  private static final StructType SCHEMA =
      new StructType()
          .add("at", DataTypes.LongType, false)
          .add(SequenceRows.INPUTS, DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add(SequenceRows.TARGETS, DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add(SequenceRows.WEIGHT, DataTypes.FloatType, false);

  private final SparkSession spark;
  private final NetworkConfig config;
  private final double testShare;

  ForecastNetwork(SparkSession spark, NetworkConfig config, double testShare) {
    this.spark = spark;
    this.config = config;
    this.testShare = testShare;
  }

  /** A network fitted on the training part of a series, whose last share is the validation's. */
  LstmModel fit(MeasuredRates rates, SeriesSet set, long seed) {
    var rows = Examples.of(rates, set, config.ahead(), testShare).train();
    var border = (int) Math.floor(rows.size() * (1 - config.validationShare()));
    var fit =
        new LstmFit(
            new LstmNetwork(spec(set), config.loss()),
            (float) config.leastDeviation(),
            config.fit(),
            Checkpoints.none(),
            config.averageMemory());
    var train = frame(rows.subList(0, border));
    var held = frame(rows.subList(border, rows.size()));
    return fit.fit(keyed(train), keyed(held), seed).model();
  }

  private static SequenceRows keyed(Dataset<Row> rows) {
    return new SequenceRows(rows, List.of("at"));
  }

  private LstmSpec spec(SeriesSet set) {
    var targets =
        IntStream.rangeClosed(1, config.ahead())
            .mapToObj(ahead -> new Target(new Field(name(ahead), MBPS), Anchor.LAST, RATE))
            .toList();
    return new LstmSpec(
        "forecast",
        set.history(),
        List.of(new Input(new Field(RATE, MBPS), Scaling.STANDARD)),
        targets,
        Heads.NONE,
        config.size());
  }

  private static String name(int ahead) {
    return RATE + "_" + ahead;
  }

  private Dataset<Row> frame(List<Example> examples) {
    var rows = new ArrayList<Row>();
    for (var example : examples) {
      var targets = new ArrayList<>(example.between());
      targets.add(example.value());
      rows.add(
          RowFactory.create((long) rows.size(), floats(example.history()), floats(targets), 1f));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Float[] floats(List<Double> values) {
    return values.stream().map(Double::floatValue).toArray(Float[]::new);
  }

  /** Forecast less value of each example. */
  static double[] errors(LstmModel model, List<Example> examples, int horizon) {
    var steps = model.spec().steps();
    var windows = FloatMatrix.zeros(examples.size(), steps);
    for (var row = 0; row < examples.size(); row++) {
      var history = examples.get(row).history();
      for (var step = 0; step < steps; step++) {
        windows.set(row, step, history.get(step).floatValue());
      }
    }
    try (var scorer = LstmToOnnx.contract(model, List.of(name(horizon))).open()) {
      var forecasts = scorer.score(windows).floats(LstmToOnnx.OUTPUT);
      return IntStream.range(0, examples.size())
          .mapToDouble(row -> forecasts.at(row, 0) - examples.get(row).value())
          .toArray();
    }
  }
}
