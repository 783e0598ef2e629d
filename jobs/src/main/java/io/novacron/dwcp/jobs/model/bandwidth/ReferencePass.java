package io.novacron.dwcp.jobs.model.bandwidth;

import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.jobs.training.LeastSquares;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** A labelled window once for each floor and ceiling, with its forecasts. */
final class ReferencePass implements FlatMapFunction<Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final String BANDWIDTH = "bandwidth_";

  private final SequenceContract contract;
  private final Map<Integer, LeastSquares.Line> lines;
  private final Map<String, Double> usual;
  private final StructType schema;

  ReferencePass(
      SequenceContract contract,
      Map<Integer, LeastSquares.Line> lines,
      Map<String, Double> usual,
      StructType schema) {
    this.contract = contract;
    this.lines = new HashMap<>(lines);
    this.usual = new HashMap<>(usual);
    this.schema = schema;
  }

  @Override
  public Iterator<Row> call(Row row) {
    List<Float> window = row.getList(row.fieldIndex("window"));
    var rows = new ArrayList<Row>();
    rows.add(with(row, BandwidthReferences.PERSISTENCE, last(window)));
    rows.add(with(row, BandwidthReferences.MOVING_AVERAGE, means(window)));
    rows.add(with(row, BandwidthReferences.SEASONAL, seasonal(row)));
    rows.add(with(row, BandwidthReferences.AUTOREGRESSION, autoregression(window)));
    var expected = expected(row);
    if (expected.size() == Quantities.HORIZONS.size()) {
      rows.add(with(row, BandwidthReferences.MECHANISM, expected));
    }
    return rows.iterator();
  }

  private Row with(Row row, String scorer, Map<String, Double> forecasts) {
    var values = new @Nullable Object[row.size() + 2];
    for (var i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = scorer;
    var named = new HashMap<String, Double>();
    forecasts.forEach((name, value) -> named.put(ScoredPaths.FORECAST + name, value));
    values[row.size() + 1] = JavaConverters.mapAsScalaMap(named);
    return new GenericRowWithSchema(values, schema);
  }

  private Map<String, Double> last(List<Float> window) {
    var forecasts = new HashMap<String, Double>();
    var columns = contract.inputs().size();
    for (var quantity : Quantities.all()) {
      var place = SequenceContract.TARGETS.indexOf(quantity.channel());
      var value = (double) window.get(window.size() - columns + place);
      forecasts.put(quantity.name(), value * contract.divisor(quantity.channel()));
    }
    return forecasts;
  }

  private Map<String, Double> means(List<Float> window) {
    var forecasts = new HashMap<String, Double>();
    var columns = contract.inputs().size();
    for (var quantity : Quantities.all()) {
      var place = SequenceContract.TARGETS.indexOf(quantity.channel());
      double sum = 0;
      for (var i = place; i < window.size(); i += columns) {
        sum += window.get(i);
      }
      var mean = sum / contract.steps();
      forecasts.put(quantity.name(), mean * contract.divisor(quantity.channel()));
    }
    return forecasts;
  }

  private Map<String, Double> seasonal(Row row) {
    var type = row.<String>getAs("link_type");
    var hour = row.<Timestamp>getAs("ts").toInstant().atOffset(ZoneOffset.UTC).getHour();
    var share = usual.getOrDefault(type + " " + hour, usual.getOrDefault(type, 1.0));
    var reference = row.<@Nullable Double>getAs("reference_mbps");
    var forecasts = new HashMap<String, Double>();
    for (var horizon : Quantities.HORIZONS) {
      if (reference != null) {
        forecasts.put(BANDWIDTH + horizon, share * reference);
      }
    }
    return forecasts;
  }

  private Map<String, Double> autoregression(List<Float> window) {
    var history = bandwidths(window, contract.inputs().size());
    var mean = mean(history);
    var shares = Arrays.stream(history).map(value -> mean > 0 ? value / mean : 0).toArray();
    var forecasts = new HashMap<String, Double>();
    var unit = contract.inputs().get(0).divisor();
    lines.forEach(
        (horizon, line) -> forecasts.put(BANDWIDTH + horizon, line.forecast(shares) * mean * unit));
    return forecasts;
  }

  private static Map<String, Double> expected(Row row) {
    var forecasts = new HashMap<String, Double>();
    for (var horizon : Quantities.HORIZONS) {
      var value = row.<@Nullable Double>getAs("ceiling_mbps_" + horizon);
      if (value != null) {
        forecasts.put(BANDWIDTH + horizon, value);
      }
    }
    return forecasts;
  }

  /** A window's bandwidths, oldest first. */
  static double[] bandwidths(List<Float> window, int columns) {
    var values = new double[window.size() / columns];
    for (var i = 0; i < values.length; i++) {
      values[i] = window.get(i * columns);
    }
    return values;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
