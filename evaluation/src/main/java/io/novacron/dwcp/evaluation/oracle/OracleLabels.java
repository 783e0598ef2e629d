package io.novacron.dwcp.evaluation.oracle;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;

import io.novacron.dwcp.common.codec.Candidate;
import io.novacron.dwcp.common.codec.Codec;
import io.novacron.dwcp.common.codec.RuntimeRule;
import io.novacron.dwcp.common.schema.Tables;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The oracle over tables: sizes once for each distinct payload and baseline, then a label for each
 * transfer.
 *
 * <p><i>Input</i>: {@code transfer_id, ds, payload, baseline, cpu_idle, amst_streams,
 * bandwidth_estimate_mbps, rtt_ms}, the truth {@code bandwidth_mbps} and when it was known, {@code
 * known_at}. Unknown values count against a speed-up: no idle core, one stream; an unknown RTT is
 * 0; an unknown estimate offers no zstd-max.
 *
 * <p><i>Cost</i>: reads the payloads twice, to find equal ones and to compress each once;
 * compresses with level 19 only what some transfer below the bound may send. Payloads cross no
 * shuffle while the list of distinct ones is small enough to broadcast.
 */
public final class OracleLabels {

  private static final long FIRST_SEED = 0;
  private static final long SECOND_SEED = 0x9e3779b97f4a7c15L;
  private static final String CONTENT = "content";
  private static final String WANTS_MAX = "wants_max";

  private OracleLabels() {}

  /** Labels in {@link Tables#LABELS_COMPRESSION}'s columns. */
  public static Dataset<Row> label(
      Dataset<Row> transfers, Calibration calibration, OracleConfig config, String runId) {
    return label(transfers, sizes(transfers, config), calibration, config, runId);
  }

  /** The same from sizes that the caller keeps, such as to label under several calibrations. */
  public static Dataset<Row> label(
      Dataset<Row> transfers,
      Dataset<Row> sizes,
      Calibration calibration,
      OracleConfig config,
      String runId) {
    var labeller = new Labeller(calibration, config, runId);
    var rows =
        withContent(transfers)
            .select(
                col(CONTENT),
                col("transfer_id"),
                col("ds"),
                col("cpu_idle"),
                col("amst_streams"),
                col("bandwidth_estimate_mbps"),
                col("rtt_ms"),
                col("bandwidth_mbps"),
                col("known_at"),
                runtimeChoice(config))
            .join(sizes, CONTENT);
    return rows.mapPartitions(
        (MapPartitionsFunction<Row, Row>) part -> mapped(part, labeller::label),
        Encoders.row(Tables.LABELS_COMPRESSION.structType()));
  }

  /**
   * Exact sizes of each distinct payload and baseline: {@code content} (its digest), {@code
   * payload_bytes}, {@code delta_bytes} (null without a baseline) and {@code bytes_<candidate>}
   * (null where it is no candidate).
   */
  public static Dataset<Row> sizes(Dataset<Row> transfers, OracleConfig config) {
    var estimate = coalesce(col("bandwidth_estimate_mbps"), lit(Double.NaN));
    var distinct =
        withContent(transfers)
            .groupBy(CONTENT)
            .agg(
                min("transfer_id").as("transfer_id"),
                max(estimate.lt(config.zstdMaxBelowMbps())).as(WANTS_MAX));
    var payloads =
        transfers.select("transfer_id", "payload", "baseline").join(distinct, "transfer_id");
    return payloads.mapPartitions(
        (MapPartitionsFunction<Row, Row>) OracleLabels::measured, Encoders.row(SizeRows.SCHEMA));
  }

  /**
   * Payloads to calibrate with, distinct and in the order of their digests, which is as good as
   * random and depends on nothing else.
   *
   * @param transfers those before the test part
   * @param atMost how many; they are held in memory
   */
  public static List<Payload> calibrationPayloads(Dataset<Row> transfers, int atMost) {
    var chosen =
        withContent(transfers)
            .groupBy(CONTENT)
            .agg(min("transfer_id").as("transfer_id"))
            .orderBy(CONTENT)
            .limit(atMost);
    return transfers
        .select("transfer_id", "payload", "baseline")
        .join(chosen, "transfer_id")
        .orderBy(CONTENT)
        .collectAsList()
        .stream()
        .map(OracleLabels::payload)
        .toList();
  }

  /** What the runtime's rule takes, of the candidates that the transfer is offered. */
  private static Column runtimeChoice(OracleConfig config) {
    UDF3<byte[], String, Double, String> rule =
        (payload, linkType, estimateMbps) -> {
          var choice = RuntimeRule.choose(payload, linkType);
          var estimate = estimateMbps == null ? Double.NaN : estimateMbps;
          return config.offers(choice, estimate) ? choice.label() : Candidate.ZSTD.label();
        };
    return udf(rule, DataTypes.StringType)
        .apply(col("payload"), col("link_type"), col("bandwidth_estimate_mbps"))
        .as("runtime_choice");
  }

  private static Dataset<Row> withContent(Dataset<Row> transfers) {
    UDF2<byte[], byte[], String> identity =
        (payload, baseline) -> identity(payload) + "-" + identity(baseline);
    return transfers.withColumn(
        CONTENT, udf(identity, DataTypes.StringType).apply(col("payload"), col("baseline")));
  }

  /**
   * Length and two hashes of 64 bits: no two of 10^12 payloads are taken for each other but with a
   * chance of 10^-14. A cryptographic digest of every payload took most of the step's time.
   */
  private static String identity(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "";
    }
    var hash = XXHashFactory.fastestInstance().hash64();
    return "%x.%016x%016x"
        .formatted(
            bytes.length,
            hash.hash(bytes, 0, bytes.length, FIRST_SEED),
            hash.hash(bytes, 0, bytes.length, SECOND_SEED));
  }

  private static Payload payload(Row row) {
    return Payload.of(row.<byte[]>getAs("payload"), row.<byte[]>getAs("baseline"));
  }

  /** One oracle for the partition, closed when the task ends, however it ends. */
  private static Iterator<Row> measured(Iterator<Row> part) {
    var oracle = new CompressionOracle();
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) end -> oracle.close());
    return mapped(
        part,
        row -> {
          var wanted = row.<Boolean>getAs(WANTS_MAX) ? Candidate.ALL : WITHOUT_MAX;
          return SizeRows.of(row.getAs(CONTENT), oracle.measure(payload(row), wanted));
        });
  }

  private static final List<Candidate> WITHOUT_MAX =
      Candidate.ALL.stream().filter(candidate -> candidate.codec() != Codec.ZSTD_MAX).toList();

  private static Iterator<Row> mapped(Iterator<Row> rows, Function<Row, Row> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return function.apply(rows.next());
      }
    };
  }
}
