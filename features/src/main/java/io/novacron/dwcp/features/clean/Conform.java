package io.novacron.dwcp.features.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.table.LandingConfig.ShareUnit;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * One source's raw values as the lake's values: words through the declared vocabulary map, percent
 * to ratio (by source, or by the mark that an exporter sets), NaN to null.
 *
 * <p>A word that the map does not know stays as it is, so that the vocabulary rule refuses the row
 * and can name the word. Units come from the source's declaration, never from guessing at values: a
 * loss of 0.8 may be either. A map's target outside the declared vocabulary is a {@link
 * UsageError}.
 */
final class Conform {

  private static final double PERCENT = 100;
  private static final String EXPORTER = "az";
  private static final String LOSS = "packet_loss";
  private static final String MARK = "#([^#]*)$";

  private final TableSpec spec;
  private final Source source;
  private final Map<String, Map<String, String>> vocabularies;

  Conform(Source source, Map<String, Map<String, String>> vocabularies) {
    this.spec = source.spec();
    this.source = source;
    this.vocabularies = vocabularies;
    source.vocabularies().forEach(this::requireTargets);
  }

  private void requireTargets(String column, String map) {
    var words = vocabularies.get(map);
    if (words == null) {
      throw new UsageError(
          "Cannot conform %s of %s: no such vocabulary: %s; declare it or use one of %s"
              .formatted(
                  column, spec.name(), map, vocabularies.keySet().stream().sorted().toList()));
    }
    var declared = spec.column(column).orElseThrow().vocabulary();
    var strangers = words.values().stream().filter(word -> !declared.contains(word)).sorted();
    var unknown = strangers.distinct().toList();
    if (!unknown.isEmpty()) {
      throw new UsageError(
          "Cannot conform %s of %s: vocabulary %s maps to %s; map to words of %s"
              .formatted(column, spec.name(), map, unknown, declared));
    }
  }

  /** The clean value of a column, in terms of the raw columns; unnamed. */
  Column value(ColumnSpec column) {
    var raw = col(column.name());
    if (source.vocabularies().containsKey(column.name())) {
      return mapped(
          raw, vocabularies.getOrDefault(source.vocabularies().get(column.name()), Map.of()));
    }
    if (marksUnits() && column.name().equals(EXPORTER)) {
      return regexp_replace(raw, MARK, "");
    }
    if (!column.type().equals(DataTypes.DoubleType)) {
      return raw;
    }
    var number = isPercent(column.name()) ? raw.divide(lit(PERCENT)) : raw;
    if (marksUnits() && column.name().equals(LOSS)) {
      for (var mark : new TreeMap<>(source.lossUnitMarks()).entrySet()) {
        var marked = mark.getValue() == ShareUnit.PERCENT ? raw.divide(lit(PERCENT)) : raw;
        number = when(mark().equalTo(lit(mark.getKey())), marked).otherwise(number);
      }
    }
    return when(isnan(raw), lit(null).cast(DataTypes.DoubleType)).otherwise(number);
  }

  /** Whether the exporter's own column says in which unit it writes. */
  boolean marksUnits() {
    return spec.column(EXPORTER).isPresent() && spec.column(LOSS).isPresent();
  }

  /** The exporter's mark, empty without one. */
  private static Column mark() {
    return regexp_extract(col(EXPORTER), MARK, 1);
  }

  /** Whether a raw row carries a mark that nobody declared: its unit is unknown. */
  Column unknownMark() {
    return col(EXPORTER)
        .contains("#")
        .and(not(mark().isin(source.lossUnitMarks().keySet().stream().sorted().toArray())));
  }

  private boolean isPercent(String column) {
    return (column.equals(LOSS) && source.lossUnit() == ShareUnit.PERCENT)
        || (column.equals("hde_delta_hit_rate") && source.hitRateUnit() == ShareUnit.PERCENT);
  }

  private static Column mapped(Column raw, Map<String, String> words) {
    var result = raw;
    // Sorted, so that the plan is the same in every JVM.
    for (var word : new TreeMap<>(words).descendingMap().entrySet()) {
      result = when(raw.equalTo(lit(word.getKey())), lit(word.getValue())).otherwise(result);
    }
    return result;
  }

  /** All columns of the table, clean and named. */
  Column[] columns() {
    return spec.columns().stream()
        .map(column -> value(column).as(column.name()))
        .toArray(Column[]::new);
  }
}
