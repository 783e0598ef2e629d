package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.table.LocalDisk;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The only place that builds a Spark session. */
final class Sessions {

  private Sessions() {}

  /** A session for one process; under spark-submit the submission's own settings win. */
  static SparkSession open(SparkConfig config) {
    var submitted = new SparkConf();
    var builder = SparkSession.builder().appName("dwcp-training");
    if (!submitted.contains("spark.master")) {
      builder
          .master(config.master())
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.ui.enabled", "false")
          .config("spark.ui.showConsoleProgress", "false");
      LocalDisk.settings().forEach(builder::config);
    }
    builder
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.shuffle.partitions", config.shufflePartitions())
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config(
            "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/dwcp-warehouse");
    config.properties().forEach(builder::config);
    return builder.getOrCreate();
  }
}
