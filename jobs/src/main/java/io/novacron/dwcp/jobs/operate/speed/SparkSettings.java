package io.novacron.dwcp.jobs.operate.speed;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's own settings, for what is compared with the suite: compiled expressions, which the suite
 * switches off; many rows are where they pay.
 */
final class SparkSettings {

  private static final Map<String, String> OWN =
      Map.of(
          "spark.sql.codegen.wholeStage",
          "true",
          "spark.sql.codegen.factoryMode",
          "FALLBACK",
          "spark.sql.subexpressionElimination.enabled",
          "true");

  private SparkSettings() {}

  /** What {@code work} gives under Spark's own settings; the session's are put back. */
  static <T> T own(SparkSession spark, Supplier<T> work) {
    var before = new TreeMap<String, String>();
    OWN.forEach(
        (key, value) -> {
          before.put(key, spark.conf().get(key));
          spark.conf().set(key, value);
        });
    try {
      return work.get();
    } finally {
      before.forEach((key, value) -> spark.conf().set(key, value));
    }
  }
}
