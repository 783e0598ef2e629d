package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.codec.CodecContext;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.TaskCompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives transfers their bytes, day by day, and lands them with their outcomes. */
final class PayloadStage {

  private static final Logger LOG = LoggerFactory.getLogger(PayloadStage.class);

  private final SparkSession spark;
  private final GenerateConfig config;
  private final int partitions;

  PayloadStage(SparkSession spark, GenerateConfig config, int partitions) {
    this.spark = spark;
    this.config = config;
    this.partitions = partitions;
  }

  /** Lands the transfers of {@code sent} and what the runtime's rule made of them. */
  void land(Landing landing, Dataset<Row> sent, PayloadCut cut) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var shared = context.broadcast(cut);
    try {
      land(landing, sent, shared);
    } finally {
      shared.destroy();
    }
  }

  private void land(Landing landing, Dataset<Row> sent, Broadcast<PayloadCut> cut) {
    var rows = new TransferRows(config);
    var files = Math.max(partitions, files() / config.days());
    for (var day = 0; day < config.days(); day++) {
      var date = config.first().plusDays(day);
      var sentThatDay =
          functions
              .to_date(functions.col("ts"))
              .equalTo(functions.lit(java.sql.Date.valueOf(date)));
      var byFile = groupedByFile(sent.where(sentThatDay), files, cut);
      landing.write(Source.TRANSFERS, date, transfers(byFile, rows, cut));
      LOG.info("Landed the transfers of {}", date);
    }
    // At once, not by day: what is sent before midnight may finish after it.
    landing.write(Source.OUTCOMES, outcomes(groupedByFile(sent, files(), cut), rows, cut));
  }

  /** Transfers of one file in one task and in the file's order, so that it is unpacked once. */
  private static Dataset<Row> groupedByFile(
      Dataset<Row> sent, int tasks, Broadcast<PayloadCut> cut) {
    return sent.map(
            (MapFunction<Row, Row>) row -> withFile(row, cut.value().fileIndex(row)),
            Encoders.row(SentRows.SCHEMA.add("file_index", "int")))
        .repartition(tasks, functions.col("file_index"))
        .sortWithinPartitions("file_index", "number");
  }

  /** Tasks that each write about the target size, over all days. */
  private int files() {
    var mean = (config.payload().minBytes() + config.payload().maxBytes()) / 4;
    var bytes = config.transfers() * mean;
    return (int) Math.max(partitions, bytes / config.transfer().targetFileBytes());
  }

  private static Row withFile(Row sent, int fileIndex) {
    var values = new Object[sent.length() + 1];
    for (var i = 0; i < sent.length(); i++) {
      values[i] = sent.get(i);
    }
    values[sent.length()] = fileIndex;
    return RowFactory.create(values);
  }

  private static Dataset<Row> transfers(
      Dataset<Row> byFile, TransferRows rows, Broadcast<PayloadCut> cut) {
    return byFile.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            sent -> {
              var reader = cut.value().reader();
              return stream(sent)
                  .flatMap(
                      row ->
                          rows.transfer(
                              row,
                              cut.value().site(row),
                              reader.read(cut.value().payloadNumber(row))))
                  .iterator();
            },
        Encoders.row(Source.TRANSFERS.landingSchema()));
  }

  private static Dataset<Row> outcomes(
      Dataset<Row> byFile, TransferRows rows, Broadcast<PayloadCut> cut) {
    return byFile.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            sent -> {
              var reader = cut.value().reader();
              var codecs = new CodecContext();
              TaskContext.get()
                  .addTaskCompletionListener((TaskCompletionListener) task -> codecs.close());
              return stream(sent)
                  .flatMap(
                      row ->
                          rows.outcome(
                              row,
                              reader.readWithoutBaseline(cut.value().payloadNumber(row)),
                              codecs))
                  .iterator();
            },
        Encoders.row(Source.OUTCOMES.landingSchema()));
  }

  private static Stream<Row> stream(Iterator<Row> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
  }
}
