package io.novacron.dwcp.features.clean;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.TableSpec;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The row rules of a table in the order in which they are tried; the first that fails names the
 * refusal.
 *
 * <p>Generated from the declaration, for each column in turn: {@code <column>-not-null} (an empty
 * key counts as null), {@code -finite} (infinities and sentinels, on the raw value), {@code
 * -in-domain} and {@code -vocabulary} (on the conformed value), {@code -too-large} for bytes,
 * {@code az-unit} for an exporter's mark. Then, where the columns are there: {@code
 * size-matches-payload}, {@code ends-after-its-start}, {@code ts-in-partition}, {@code
 * ts-not-in-future}, {@code too-late}. {@link Duplicates} follows last, among rows that pass all of
 * these, so that a broken copy never displaces a good one.
 */
final class RowRules {

  private static final int LONGEST_WORD = 80;
  private static final long MICROS = 1_000_000L;

  private final TableSpec spec;
  private final Conform conform;
  private final CleanConfig config;
  private final CleanRun run;

  RowRules(TableSpec spec, Conform conform, CleanConfig config, CleanRun run) {
    this.spec = spec;
    this.conform = conform;
    this.config = config;
    this.run = run;
  }

  /** All rules of the table in declared order. */
  List<RowRule> rules() {
    var rules = new ArrayList<RowRule>();
    for (var column : spec.columns()) {
      rules.addAll(ofColumn(column));
    }
    if (has("payload") && has("size_bytes")) {
      rules.add(sizeMatchesPayload());
    }
    if (has("started_at") && has("ended_at")) {
      rules.add(endsAfterItsStart());
    }
    if (has("ts") && has("ingested_at")) {
      rules.addAll(ofTime());
    }
    return rules;
  }

  /**
   * {@code struct<rule, reason>} of the first rule that a row breaks, null where it breaks none.
   */
  Column refusal() {
    var rules = rules();
    var first = rules.get(0);
    var cases = when(first.violated(), verdict(first));
    for (var rule : rules.subList(1, rules.size())) {
      cases = cases.when(rule.violated(), verdict(rule));
    }
    return cases;
  }

  private static Column verdict(RowRule rule) {
    return struct(lit(rule.name()).as("rule"), rule.reason().as("reason"));
  }

  private boolean has(String column) {
    return spec.column(column).isPresent();
  }

  private List<RowRule> ofColumn(ColumnSpec column) {
    var name = column.name();
    var clean = conform.value(column);
    var rules = new ArrayList<RowRule>();
    if (!column.nullable()) {
      rules.add(notNull(column, clean));
    }
    if (isNumber(column)) {
      rules.add(finite(column));
    }
    if (column.min().isPresent() || column.max().isPresent()) {
      rules.add(inDomain(column, clean));
    }
    if (!column.vocabulary().isEmpty()) {
      var words = column.vocabulary();
      rules.add(
          new RowRule(
              name + "-vocabulary",
              not(clean.isin(words.toArray())),
              concat(
                  lit(name + " is '"),
                  substring(clean, 1, LONGEST_WORD),
                  lit("', none of " + String.join(", ", words)))));
    }
    if (name.equals("az") && conform.marksUnits()) {
      rules.add(
          new RowRule(
              "az-unit",
              conform.unknownMark(),
              sentence("az is '", col(name), "', whose mark names no known unit of packet_loss")));
    }
    if (column.type().equals(DataTypes.BinaryType)) {
      rules.add(
          new RowRule(
              name + "-too-large",
              length(clean).gt(lit(config.maxPayloadBytes())),
              sentence(
                  name + " has ", length(clean), " bytes, more than " + config.maxPayloadBytes())));
    }
    return rules;
  }

  private static RowRule notNull(ColumnSpec column, Column clean) {
    var name = column.name();
    var isEmptyKey =
        column.role() == Role.KEY && column.type().equals(DataTypes.StringType)
            ? trim(clean).equalTo(lit(""))
            : lit(false);
    return new RowRule(
        name + "-not-null",
        clean.isNull().or(isEmptyKey),
        when(clean.isNull(), lit(name + " is null")).otherwise(lit(name + " is empty")));
  }

  private static boolean isNumber(ColumnSpec column) {
    return column.type().equals(DataTypes.DoubleType) || column.type().equals(DataTypes.LongType);
  }

  private RowRule finite(ColumnSpec column) {
    var raw = col(column.name()).cast(DataTypes.DoubleType);
    var broken = abs(raw).equalTo(lit(Double.POSITIVE_INFINITY));
    for (var sentinel : config.sentinels()) {
      broken = broken.or(raw.equalTo(lit(sentinel)));
    }
    return new RowRule(
        column.name() + "-finite",
        broken,
        sentence(
            column.name() + " is ", col(column.name()), ", which stands for no measured value"));
  }

  private static RowRule inDomain(ColumnSpec column, Column clean) {
    var min = column.min().orElse(Double.NEGATIVE_INFINITY);
    var max = column.max().orElse(Double.POSITIVE_INFINITY);
    var unit = column.unit().equals("-") ? "" : " " + column.unit();
    return new RowRule(
        column.name() + "-in-domain",
        clean.lt(lit(min)).or(clean.gt(lit(max))),
        sentence(
            column.name() + " is ",
            clean,
            "%s, outside %s to %s".formatted(unit, text(min), text(max))));
  }

  private static String text(double bound) {
    if (Double.isInfinite(bound)) {
      return "unbounded";
    }
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private static RowRule sizeMatchesPayload() {
    return new RowRule(
        "size-matches-payload",
        length(col("payload")).notEqual(col("size_bytes")),
        concat(
            lit("size_bytes is "),
            col("size_bytes").cast(DataTypes.StringType),
            lit(" but the payload has "),
            length(col("payload")).cast(DataTypes.StringType),
            lit(" bytes")));
  }

  /** Something without end is still going on: no rule is against that. */
  private static RowRule endsAfterItsStart() {
    return new RowRule(
        "ends-after-its-start",
        col("ended_at").leq(col("started_at")),
        concat(
            sentence("ended_at is ", col("ended_at"), ""),
            sentence(", not after started_at, ", col("started_at"), "")));
  }

  private List<RowRule> ofTime() {
    var ts = col("ts");
    var ingestedAt = col("ingested_at");
    var delayMicros = unix_micros(ingestedAt).minus(unix_micros(ts));
    var arrival = concat(lit(" and ingested_at is "), ingestedAt.cast(DataTypes.StringType));
    var nightEnd = Timestamp.from(run.nightEnd());
    return Stream.of(
            new RowRule(
                "ts-in-partition",
                to_date(ts).notEqual(col(TableSpec.DS)),
                concat(sentence("ts is ", ts, ""), sentence(" in partition ", col("ds"), ""))),
            new RowRule(
                "ts-not-in-future",
                delayMicros.lt(lit(-config.clockSkewS() * MICROS)).or(ingestedAt.gt(lit(nightEnd))),
                concat(
                    sentence("ts is ", ts, ""),
                    arrival,
                    lit(
                        ", more than %d s apart or after the night's end %s"
                            .formatted(config.clockSkewS(), run.nightEnd())))),
            new RowRule(
                "too-late",
                delayMicros.gt(lit(config.maxLatenessS() * MICROS)),
                concat(
                    sentence("ts is ", ts, ""),
                    arrival,
                    lit(", later than %d s".formatted(config.maxLatenessS())))))
        .toList();
  }

  private static Column sentence(String before, Column value, String after) {
    return concat(lit(before), value.cast(DataTypes.StringType), lit(after));
  }
}
