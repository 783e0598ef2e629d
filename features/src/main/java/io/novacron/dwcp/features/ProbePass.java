package io.novacron.dwcp.features;

import io.novacron.dwcp.features.probe.PracticeConfig;
import io.novacron.dwcp.features.probe.Probe;
import io.novacron.dwcp.features.probe.ProbeConfig;
import io.novacron.dwcp.features.set.FeatureSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Replaces payload and baseline, the last two columns of a row, by what the probe says of them, so
 * that no payload is shuffled: {@code log_baseline_size}, {@link Probe#COLUMNS}, {@code probe_ms},
 * and {@code probe_practice}, the last two of another look.
 */
final class ProbePass implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private final ProbeConfig config;
  private final PracticeConfig practice;
  private final int kept;
  private final int id;
  private final int size;
  private final int estimate;
  private final int rtt;

  ProbePass(FeatureConfig features, StructType input) {
    this.config = features.probe();
    this.practice = features.practice();
    this.kept = input.length() - 2;
    this.id = input.fieldIndex("transfer_id");
    this.size = input.fieldIndex("size_bytes");
    this.estimate = input.fieldIndex("bandwidth_estimate_mbps");
    this.rtt = input.fieldIndex("rtt_ms");
  }

  /** The schema of the rows that come out. */
  static StructType output(StructType input) {
    var fields = new ArrayList<>(List.of(input.fields()).subList(0, input.length() - 2));
    var schema = DataTypes.createStructType(fields);
    schema = schema.add("log_baseline_size", DataTypes.DoubleType, true);
    for (var column : Probe.COLUMNS) {
      schema = schema.add(column.name(), DataTypes.DoubleType, true);
    }
    return schema
        .add("probe_ms", DataTypes.DoubleType, true)
        .add(FeatureSets.PRACTICE.name(), FeatureSets.PRACTICE.type(), true);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var probe = new Probe(config);
    TaskCompletionListener closing = context -> probe.close();
    TaskContext.get().addTaskCompletionListener(closing);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return probed(probe, rows.next());
      }
    };
  }

  private Row probed(Probe probe, Row row) {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < kept; i++) {
      values.add(row.get(i));
    }
    byte[] payload = row.getAs(kept);
    byte @Nullable [] baseline = row.getAs(kept + 1);
    var baselineBytes = baseline == null ? 0 : baseline.length;
    values.add(baselineBytes == 0 ? null : Math.log((double) baselineBytes / payload.length));
    var estimateMbps = row.isNullAt(estimate) ? 0 : row.getDouble(estimate);
    var rttMs = row.isNullAt(rtt) ? 0 : row.getDouble(rtt);
    var look =
        probe.look(payload, baseline, config.allowance(row.getLong(size), estimateMbps, rttMs));
    for (var feature : look.features()) {
      values.add(Double.isNaN(feature) ? null : feature);
    }
    values.add(look.ms());
    values.add(practised(probe, row.getString(id), payload, baseline));
    return RowFactory.create(values.toArray());
  }

  /** What the random budget shows and what that costs; null where it pays for nothing. */
  private Double @Nullable [] practised(
      Probe probe, String transfer, byte[] payload, byte @Nullable [] baseline) {
    var look =
        probe.look(payload, baseline, Probe.Allowance.of(practice.budgetMs(transfer), false));
    if (look.ms() == 0) {
      return null;
    }
    return DoubleStream.concat(Arrays.stream(look.features()), DoubleStream.of(look.ms()))
        .boxed()
        .toArray(Double[]::new);
  }
}
