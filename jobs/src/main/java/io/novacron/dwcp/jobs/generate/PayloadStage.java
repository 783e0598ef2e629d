package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.common.codec.CodecContext;
import java.time.LocalDate;
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
    var rows = new TransferRows(config);
    for (var day = 0; day < config.days(); day++) {
      var date = config.first().plusDays(day);
      var byFile = groupedByFile(sent, date, shared);
      landing.write(Source.TRANSFERS, date, transfers(byFile, rows, shared));
      landing.write(Source.OUTCOMES, date, outcomes(byFile, rows, shared));
      LOG.info("Landed the transfers of {}", date);
    }
    shared.destroy();
  }

  /** One day's transfers, those of one file in one task and in the file's order. */
  private Dataset<Row> groupedByFile(Dataset<Row> sent, LocalDate date, Broadcast<PayloadCut> cut) {
    var sentOn = functions.to_date(functions.col("ts"));
    return sent.where(sentOn.equalTo(functions.lit(java.sql.Date.valueOf(date))))
        .map(
            (MapFunction<Row, Row>) row -> withFile(row, cut.value().fileIndex(row)),
            Encoders.row(SentRows.SCHEMA.add("file_index", "int")))
        .repartition(files(), functions.col("file_index"))
        .sortWithinPartitions("file_index", "number");
  }

  private int files() {
    var mean = (config.payload().minBytes() + config.payload().maxBytes()) / 4;
    var bytes = config.transfers() / config.days() * mean;
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
                  .flatMap(row -> rows.transfer(row, cut.value().site(row), reader.read(cut.value().payloadNumber(row))))
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
