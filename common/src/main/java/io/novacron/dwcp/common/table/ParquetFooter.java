package io.novacron.dwcp.common.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * What one Parquet file says of itself at its end: schema and number of rows.
 *
 * @param schema the file's columns, all nullable: Parquet's "required" is no promise of ours
 */
record ParquetFooter(FileStatus file, StructType schema, long rows) {

  /**
   * Reads the footer; empty when the file is no whole Parquet file or holds types that Spark cannot
   * read. Cost: two small reads.
   */
  static Optional<ParquetFooter> read(FileStatus file, Configuration hadoop) {
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      var schema = sparkSchema(reader.getFileMetaData().getSchema());
      return Optional.of(new ParquetFooter(file, schema, reader.getRecordCount()));
    } catch (IOException | RuntimeException | AnalysisException e) {
      // Every way in which a damaged file fails here has its own type; to us they are one.
      return Optional.empty();
    }
  }

  // Scala throws the checked AnalysisException undeclared; declaring it lets Java catch it.
  @SuppressWarnings("RedundantThrows")
  private static StructType sparkSchema(MessageType schema) throws AnalysisException {
    return new ParquetToSparkSchemaConverter(SQLConf.get()).convert(schema).asNullable();
  }

  /** Files with the same shape are read together. */
  String shape() {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + ":" + field.dataType().sql())
        .sorted()
        .toList()
        .toString();
  }
}
