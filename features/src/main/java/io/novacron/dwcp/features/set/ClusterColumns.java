package io.novacron.dwcp.features.set;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.features.cluster.ClusterColumn;
import io.novacron.dwcp.features.cluster.ClusterFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** The feature set of clusters' windows: what a row of {@link ClusterFeatures} holds. */
final class ClusterColumns {

  private ClusterColumns() {}

  /** The feature set over rows of {@code source}. */
  static FeatureSet over(TableSpec source) {
    var floats = DataTypes.createArrayType(DataTypes.FloatType, false);
    var time =
        ColumnSpec.of(
            "ts",
            DataTypes.TimestampType,
            Role.TIME,
            "UTC",
            "When the window is decided on: a fixed delay after its last step.");
    var window =
        ColumnSpec.of(
            "window",
            floats,
            Role.DERIVED,
            "bent usual deviations",
            "%d steps x %d columns, oldest step first, against the cluster's usual level."
                .formatted(ClusterFeatures.STEPS, ClusterColumn.values().length));
    var mask =
        ColumnSpec.of("mask", floats, Role.DERIVED, "0 or 1", "1 where a step has a sample.");
    var context = ClusterFeatures.CONTEXT.stream().map(name -> source.column(name).orElseThrow());
    return new FeatureSet(
        "consensus",
        1,
        new FeatureSet.Grain(
            "One cluster at one point of the grid, from what had arrived by then.",
            List.of("cluster_id", "ts"),
            Stream.of(
                    Stream.of(source.column("cluster_id").orElseThrow(), time),
                    context,
                    Stream.of(window, mask))
                .flatMap(columns -> columns)
                .toList()),
        inputs(),
        List.of(source.name()));
  }

  private static List<FeatureColumn> inputs() {
    var columns = new ArrayList<FeatureColumn>();
    for (var column : ClusterColumn.values()) {
      columns.add(
          new FeatureColumn(
              "now_" + column.word(),
              column == ClusterColumn.KNOWN ? "0 or 1" : "bent usual deviations",
              "The last step: %s.".formatted(column.what()),
              "last step"));
    }
    columns.add(
        new FeatureColumn(
            "average_residual",
            "ratio",
            "Distance of the last median latency from its moving average, over that.",
            "window"));
    columns.add(
        new FeatureColumn(
            "tail_ratio", "ratio", "The last 95th percentile over the last median.", "window"));
    columns.add(
        new FeatureColumn("known_share", "ratio", "Share of steps that have a sample.", "window"));
    return columns;
  }
}
