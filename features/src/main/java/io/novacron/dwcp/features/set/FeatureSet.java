package io.novacron.dwcp.features.set;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.TableSpec;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A declared list of model inputs and the table that holds them.
 *
 * @param name the table is {@code features_<name>}
 * @param version grows when the list or the meaning of a column changes
 * @param grain what a row is: its key and the columns that are no inputs
 * @param columns the inputs, in the order that models and artifacts keep
 * @param sources tables that the inputs are computed from
 */
public record FeatureSet(
    String name, int version, Grain grain, List<FeatureColumn> columns, List<String> sources) {

  /**
   * What a row is.
   *
   * @param sentence what one row stands for
   * @param key names of the context columns that identify a row
   * @param context key, times, groups for splits and slices; none is an input
   */
  public record Grain(String sentence, List<String> key, List<ColumnSpec> context) {

    public Grain {
      key = List.copyOf(key);
      context = List.copyOf(context);
    }
  }

  public FeatureSet {
    columns = List.copyOf(columns);
    sources = List.copyOf(sources);
    var names = new HashSet<String>();
    Stream.concat(
            grain.context().stream().map(ColumnSpec::name),
            columns.stream().map(FeatureColumn::name))
        .filter(column -> !names.add(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException(
                  "feature set %s: two columns of one name: %s; rename one"
                      .formatted(name, column));
            });
  }

  /** Names of the inputs, in order. */
  public List<String> names() {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  /** The table {@code features_<name>}: context columns, then the inputs. */
  public TableSpec tableSpec() {
    var all =
        Stream.concat(grain.context().stream(), columns.stream().map(FeatureColumn::columnSpec))
            .toList();
    return new TableSpec("features_" + name, grain.sentence(), grain.key(), all);
  }
}
