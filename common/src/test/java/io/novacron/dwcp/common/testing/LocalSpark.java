package io.novacron.dwcp.common.testing;

import io.novacron.dwcp.common.table.LocalDisk;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Injects one {@code local[2]} session a JVM into tests that ask for it:
 * {@code @ExtendWith(LocalSpark.class)} and a {@code SparkSession} parameter. Names end in
 * SparkTest.
 */
public final class LocalSpark implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session();
  }

  /** The shared session; it lives as long as the JVM. */
  public static SparkSession session() {
    var builder = SparkSession.builder();
    LocalDisk.settings().forEach(builder::config);
    return builder
        .master("local[2]")
        .appName("tests")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        // As in reference.conf: a test's few rows never repay compiled expressions.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.subexpressionElimination.enabled", "false")
        .config("spark.sql.ui.explainMode", "simple")
        .getOrCreate();
  }
}
