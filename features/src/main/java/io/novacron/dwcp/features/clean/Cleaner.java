package io.novacron.dwcp.features.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sum;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Digests;
import io.novacron.dwcp.common.schema.TableSpec;
import io.novacron.dwcp.common.schema.Tables;
import io.novacron.dwcp.common.table.Landed;
import io.novacron.dwcp.common.table.LandingConfig.Source;
import io.novacron.dwcp.common.table.ReadFailure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Splits the raw rows of one source into clean and refused ones, each refused row with the first
 * rule that it broke.
 *
 * <p><em>Shape</em>: clean rows have the table's columns; refused rows those of its quarantine.
 * Every input row is in exactly one of them, which is asserted by date against the counts that the
 * storage itself gave.
 *
 * <p><em>Cost</em>: the source is read once, into an intermediate on disk with the verdict beside
 * the raw columns; duplicates, counts and the two results read that, each only the columns that it
 * needs.
 */
public final class Cleaner {

  static final String REFUSAL = "refusal";
  static final String ROW_HASH = "row_hash";

  private static final int SHA_BITS = 256;

  private final TableSpec spec;
  private final Conform conform;
  private final RowRules rules;
  private final CleanRun run;

  /** A cleaner of {@code source} for one night. */
  public Cleaner(Source source, CleanConfig config, CleanRun run) {
    this.spec = source.spec();
    this.conform = new Conform(source, config.vocabularies());
    this.rules = new RowRules(spec, conform, config, run);
    this.run = run;
  }

  /** Names of all rules in the order in which they are tried. */
  public List<String> ruleNames() {
    var names = new ArrayList<>(rules.rules().stream().map(RowRule::name).toList());
    names.add(Duplicates.RULE);
    return List.copyOf(names);
  }

  /**
   * Judges every row.
   *
   * @throws DataError when a file turns out to be damaged, or clean + refused is not the input
   */
  public Cleaned clean(Landed landed) {
    var staged =
        landed
            .rows()
            .select(with(rules.refusal().as(REFUSAL), RawRow.hash(spec).as(ROW_HASH)))
            .persist(StorageLevel.DISK_ONLY());
    var duplicates = new Duplicates(spec, staged);
    Runnable release =
        () -> {
          duplicates.close();
          staged.unpersist();
        };
    try {
      var judged = ReadFailure.explained(spec.name(), duplicates::judged);
      var sums = ReadFailure.explained(spec.name(), () -> sums(judged));
      var counts = counts(landed, sums);
      requireBalanced(landed, counts);
      return new Cleaned(clean(judged), refused(judged), counts, digest(sums), release);
    } catch (DataError e) {
      release.run();
      throw e;
    }
  }

  private Column[] with(Column... more) {
    var columns =
        new ArrayList<Column>(spec.columnNames().stream().map(name -> col(name)).toList());
    columns.addAll(List.of(more));
    return columns.toArray(Column[]::new);
  }

  private static List<Row> sums(Dataset<Row> judged) {
    return judged
        .groupBy(col(TableSpec.DS), col(REFUSAL + ".rule"))
        .agg(
            count(lit(1)).as("n"),
            sum(col(ROW_HASH).cast(DataTypes.createDecimalType(20, 0))).as("hashes"))
        .orderBy(TableSpec.DS, "rule")
        .collectAsList();
  }

  private static SortedMap<LocalDate, DayCount> counts(Landed landed, List<Row> sums) {
    var clean = new TreeMap<LocalDate, Long>();
    var refused = new TreeMap<LocalDate, TreeMap<String, Long>>();
    landed.rowsByDate().keySet().forEach(date -> refused.put(date, new TreeMap<>()));
    for (var row : sums) {
      var date = row.getDate(0).toLocalDate();
      refused.computeIfAbsent(date, d -> new TreeMap<>());
      if (row.isNullAt(1)) {
        clean.put(date, row.getLong(2));
      } else {
        refused.get(date).put(row.getString(1), row.getLong(2));
      }
    }
    var counts = new TreeMap<LocalDate, DayCount>();
    refused.forEach(
        (date, rules) -> counts.put(date, new DayCount(clean.getOrDefault(date, 0L), rules)));
    return counts;
  }

  private void requireBalanced(Landed landed, SortedMap<LocalDate, DayCount> counts) {
    var faults = new ArrayList<String>();
    counts.forEach(
        (date, count) -> {
          var input = landed.rowsByDate().getOrDefault(date, 0L);
          if (count.total() != input) {
            faults.add(
                "%s has %d clean + %d refused rows of %d"
                    .formatted(date, count.clean(), count.refused(), input));
          }
        });
    if (!faults.isEmpty()) {
      throw new DataError(
          "Cannot clean %s: rows were lost or doubled: %s; run again, the landing may have changed meanwhile"
              .formatted(spec.name(), String.join(", ", faults)));
    }
  }

  /** Sums of hashes do not depend on the order of rows, as a digest over a stream would. */
  private String digest(List<Row> sums) {
    var rows = new TreeMap<LocalDate, Long>();
    var hashes = new TreeMap<LocalDate, BigDecimal>();
    for (var row : sums) {
      var date = row.getDate(0).toLocalDate();
      rows.merge(date, row.getLong(2), Long::sum);
      hashes.merge(date, row.getDecimal(3), BigDecimal::add);
    }
    return Digests.sha256(spec.name() + rows + hashes);
  }

  private Dataset<Row> clean(Dataset<Row> judged) {
    return judged
        .where(col(REFUSAL).isNull())
        .select(conform.columns())
        .hint("rebalance", col(TableSpec.DS).expr());
  }

  private Dataset<Row> refused(Dataset<Row> judged) {
    var quarantine = Tables.quarantineOf(spec);
    return judged
        .where(col(REFUSAL).isNotNull())
        .withColumn("run_id", lit(run.runId()))
        .withColumn("rule", col(REFUSAL + ".rule"))
        .withColumn("reason", col(REFUSAL + ".reason"))
        .withColumn("raw_row", RawRow.json(spec))
        .withColumn("row_digest", sha2(col("raw_row"), SHA_BITS))
        .select(quarantine.columnNames().stream().map(name -> col(name)).toArray(Column[]::new))
        .hint("rebalance", col(TableSpec.DS).expr());
  }
}
