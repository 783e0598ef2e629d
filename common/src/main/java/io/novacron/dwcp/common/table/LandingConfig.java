package io.novacron.dwcp.common.table;

import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where raw data lands and how each source writes it.
 *
 * @param root folder or object-store URI below which every source has its folder
 * @param sources by source name
 */
public record LandingConfig(String root, Map<String, Source> sources) {

  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  public LandingConfig {
    if (root.isBlank()) {
      throw new IllegalArgumentException("root: empty; name the landing folder");
    }
    sources = Map.copyOf(sources);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("sources: none; name at least one source");
    }
  }

  /** How a source's files are stored. */
  public enum Format {
    /** Delta where the folder has a {@code _delta_log}, partitioned Parquet otherwise. */
    AUTO,
    /** {@code ds=YYYY-MM-DD} folders of Parquet files. */
    PARQUET,
    /** A Delta table partitioned by {@code ds}. */
    DELTA
  }

  /** How a source writes a share. */
  public enum ShareUnit {
    /** In [0, 1], as the lake holds it. */
    RATIO,
    /** In [0, 100]. */
    PERCENT
  }

  /**
   * One source as it lands.
   *
   * @param folder name of its folder below the root
   * @param table the table that it becomes, one of {@link Tables#TELEMETRY}
   * @param allowEmpty whether a date with a folder and no rows is zero rows instead of an error
   * @param lossUnit unit of {@code packet_loss}
   * @param hitRateUnit unit of {@code hde_delta_hit_rate}
   * @param renames landing column name to declared name, for columns that are named differently
   * @param vocabularies declared column name to the name of the vocabulary map that it goes through
   * @param lossUnitMarks mark to unit of {@code packet_loss}, for exporters whose {@code az} ends
   *     in {@code #} and that mark; rows of another mark are refused
   */
  public record Source(
      String folder,
      String table,
      Format format,
      boolean allowEmpty,
      ShareUnit lossUnit,
      ShareUnit hitRateUnit,
      Map<String, String> renames,
      Map<String, String> vocabularies,
      Map<String, ShareUnit> lossUnitMarks) {

    public Source {
      if (!FOLDER.matcher(folder).matches()) {
        throw new IllegalArgumentException(
            "folder: not a plain folder name: " + folder + "; use letters, digits, '.', '_', '-'");
      }
      var spec = find(table);
      renames = Map.copyOf(renames);
      vocabularies = Map.copyOf(vocabularies);
      lossUnitMarks = Map.copyOf(lossUnitMarks);
      requireColumns("renames", spec, Set.copyOf(renames.values()));
      requireColumns("vocabularies", spec, vocabularies.keySet());
      if (new HashSet<>(renames.values()).size() < renames.size()) {
        throw new IllegalArgumentException(
            "renames: two columns become one: " + renames + "; keep one of them");
      }
    }

    /** The declaration of the table that the source becomes. */
    public TableSpec spec() {
      return find(table);
    }

    private static TableSpec find(String table) {
      return Tables.TELEMETRY.stream()
          .filter(spec -> spec.name().equals(table))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "table: no such telemetry table: %s; use one of %s"
                          .formatted(
                              table, Tables.TELEMETRY.stream().map(TableSpec::name).toList())));
    }

    private static void requireColumns(String key, TableSpec spec, Set<String> columns) {
      for (var column : columns) {
        if (spec.column(column).isEmpty()) {
          throw new IllegalArgumentException(
              "%s: %s has no column %s; use a declared column".formatted(key, spec.name(), column));
        }
      }
    }
  }
}
