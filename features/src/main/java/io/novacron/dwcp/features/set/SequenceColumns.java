package io.novacron.dwcp.features.set;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.features.sequence.SequenceContract;
import io.novacron.dwcp.features.sequence.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;

/** Feature sets of windows: what a row of {@link Sequences} holds. */
final class SequenceColumns {

  private SequenceColumns() {}

  /** The feature set of a contract over rows of {@code source}. */
  static FeatureSet of(SequenceContract contract, TableSpec source) {
    var floats = DataTypes.createArrayType(DataTypes.FloatType, false);
    var own =
        Stream.of(
            ColumnSpec.of(
                "link",
                DataTypes.StringType,
                Role.KEY,
                "-",
                "Directed link, node>peer; splits keep it."),
            source.column("ds").orElseThrow(),
            source.column("ts").orElseThrow(),
            ColumnSpec.of(
                "window",
                floats,
                Role.DERIVED,
                "scaled",
                "%d steps x %d columns, oldest step first, as the runtime scales them."
                    .formatted(contract.steps(), contract.inputs().size())),
            ColumnSpec.of("mask", floats, Role.DERIVED, "0 or 1", "1 where a step has a sample."));
    var samples = Sequences.CONTEXT.stream().map(name -> source.column(name).orElseThrow());
    return new FeatureSet(
        "bandwidth_" + contract.name(),
        1,
        new FeatureSet.Grain(
            "One link at one point of the grid, from what had arrived by then.",
            List.of("node_id", "peer_id", "ts"),
            Stream.concat(samples, own).toList()),
        inputs(contract),
        List.of(source.name()));
  }

  private static List<FeatureColumn> inputs(SequenceContract contract) {
    var columns = new ArrayList<FeatureColumn>();
    for (var input : contract.inputs()) {
      var word = input.channel().word();
      columns.add(
          new FeatureColumn(
              "now_" + word, "scaled", "The last step's %s.".formatted(word), "last step"));
    }
    columns.add(
        new FeatureColumn("mean_bandwidth", "scaled", "Mean bandwidth of the window.", "window"));
    columns.add(
        new FeatureColumn("known_share", "ratio", "Share of steps that have a sample.", "window"));
    return columns;
  }
}
