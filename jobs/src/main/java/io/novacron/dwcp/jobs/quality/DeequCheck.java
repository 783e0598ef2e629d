package io.novacron.dwcp.jobs.quality;

import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.checks.CheckWithLastConstraintFilterable;
import com.amazon.deequ.metrics.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Nil$;

/**
 * One Deequ check of one date with one constraint, and its translation back: the only class that
 * knows Deequ.
 *
 * @param accepts which values pass
 * @param expectation how {@code accepts} reads in a sentence, such as "at least 0.9"
 */
record DeequCheck(
    LocalDate date,
    String name,
    Severity severity,
    DoublePredicate accepts,
    String expectation,
    Measure measure) {

  /** Adds the one constraint to an empty check. */
  @FunctionalInterface
  interface Measure {
    CheckWithLastConstraintFilterable addTo(Check empty, Function1<Object, Object> accepts);
  }

  /** Rows of the date. */
  static Measure size() {
    return (check, accepts) -> check.hasSize(accepts, Option.empty());
  }

  /** Share of rows in which {@code column} is not null. */
  static Measure completeness(String column) {
    return (check, accepts) ->
        check.hasCompleteness(column, accepts, Option.empty(), Option.empty());
  }

  /** Share of rows for which a SQL condition holds. */
  static Measure compliance(String condition) {
    return (check, accepts) ->
        check.satisfies(condition, condition, accepts, Option.empty(), noColumns(), Option.empty());
  }

  /** Share of rows whose {@code key} no other row has. */
  static Measure uniqueness(List<String> key) {
    return (check, accepts) -> check.hasUniqueness(seq(key), accepts);
  }

  @SuppressWarnings("unchecked")
  private static scala.collection.immutable.List<String> noColumns() {
    return (scala.collection.immutable.List<String>) (Object) Nil$.MODULE$;
  }

  private static <T> Seq<T> seq(List<T> items) {
    return JavaConverters.asScalaBuffer(items).toSeq();
  }

  private Check build(String filter) {
    var level = severity == Severity.ERROR ? CheckLevel.Error() : CheckLevel.Warning();
    Check empty = new Check(level, date + " " + name, seq(List.of()));
    var check = measure.addTo(empty, value -> accepts.test((Double) number(value)));
    return filter.isEmpty() ? check : check.where(filter);
  }

  /** Sizes come as long, everything else as double. */
  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** Measures all checks in as few passes as Deequ can: one, and one more for each key. */
  static List<QualityResult> run(String table, Dataset<Row> rows, List<DeequCheck> checks) {
    return run(table, rows, checks, check -> "ds = DATE'" + check.date() + "'");
  }

  /** Measures checks that look at all rows, whatever their date. */
  static List<QualityResult> runOverAll(String table, Dataset<Row> rows, List<DeequCheck> checks) {
    return run(table, rows, checks, check -> "");
  }

  private static List<QualityResult> run(
      String table,
      Dataset<Row> rows,
      List<DeequCheck> checks,
      java.util.function.Function<DeequCheck, String> filter) {
    var built = checks.stream().map(check -> check.build(filter.apply(check))).toList();
    var outcome = VerificationSuite.apply().onData(rows).addChecks(seq(built)).run();
    var results = new ArrayList<QualityResult>();
    for (var i = 0; i < checks.size(); i++) {
      results.add(checks.get(i).result(table, outcome.checkResults().apply(built.get(i))));
    }
    return results;
  }

  private QualityResult result(String table, CheckResult outcome) {
    var metric = outcome.constraintResults().head().metric();
    var value = metric.isEmpty() ? OptionalDouble.empty() : value(metric.get());
    var passed = value.isPresent() && accepts.test(value.getAsDouble());
    var measured = value.isPresent() ? "is " + value.getAsDouble() : "could not be measured";
    return new QualityResult(
        date,
        table,
        name,
        value,
        passed,
        severity,
        "%s %s, %s".formatted(name, measured, expectation));
  }

  private static OptionalDouble value(Metric<?> metric) {
    return metric.value().isSuccess()
        ? OptionalDouble.of(number(metric.value().get()))
        : OptionalDouble.empty();
  }
}
