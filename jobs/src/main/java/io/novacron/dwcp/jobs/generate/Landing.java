package io.novacron.dwcp.jobs.generate;

import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The landing folder {@code <lake>/raw/<source>/ds=yyyy-MM-dd/*.parquet}. Dates that are written
 * replace what was there; other dates stay.
 */
final class Landing {

  /** Small row groups bound the memory of writers and readers where a row holds 100 KiB. */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  private final SparkSession spark;
  private final Path lake;

  Landing(SparkSession spark, Path lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** Writes small rows of several dates, by the date of {@code ts}. */
  void write(Source source, Dataset<Row> rows) {
    options(rows.withColumn("ds", functions.to_date(functions.col("ts"))))
        .option("partitionOverwriteMode", "dynamic")
        .partitionBy("ds")
        .parquet(path(source));
  }

  /**
   * Writes rows that are all of one date. Rows with payloads go this way: a write of several dates
   * sorts whole rows by date first, which spills every payload to disk.
   */
  void write(Source source, LocalDate date, Dataset<Row> rows) {
    options(rows).parquet(path(source) + "/ds=" + date);
  }

  /** Rows that have landed in {@code days} dates from {@code first}. */
  long count(Source source, LocalDate first, int days) {
    return spark
        .read()
        .schema(source.landingSchema().add("ds", "date"))
        .parquet(path(source))
        .where(functions.col("ds").geq(functions.lit(java.sql.Date.valueOf(first))))
        .where(functions.col("ds").lt(functions.lit(java.sql.Date.valueOf(first.plusDays(days)))))
        .count();
  }

  private String path(Source source) {
    return lake.resolve("raw").resolve(source.folder()).toString();
  }

  private static DataFrameWriter<Row> options(Dataset<Row> rows) {
    return rows.write()
        .mode(SaveMode.Overwrite)
        .option("parquet.block.size", ROW_GROUP_BYTES)
        .option("parquet.enable.dictionary#payload", "false")
        .option("parquet.enable.dictionary#baseline", "false");
  }
}
