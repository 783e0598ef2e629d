package io.novacron.dwcp.jobs.model.reliability;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of normal operation for the {@code Train} of the runtime's detector, with the threshold that
 * it will then choose.
 *
 * <p>Shape of the file: one JSON object; {@code rows} holds one array a row in the order of {@code
 * columns}, which is that of the runtime's {@code MetricVector}. The same sample gives the same
 * bytes. The detector seeds itself by the clock; the threshold is the mean over {@link
 * RuntimeForest}s of different seeds, and low and high lie {@value #DEVIATIONS} standard deviations
 * of one start from it.
 *
 * @param columns names, always {@link #COLUMNS}
 * @param expectedThreshold mean threshold over starts
 * @param thresholdLow least threshold to expect of a start
 * @param thresholdHigh largest threshold to expect of a start
 * @param rows finite values in the units of the columns that they were taken from
 */
public record NormalSample(
    @JsonProperty("columns") List<String> columns,
    @JsonProperty("expected_threshold") double expectedThreshold,
    @JsonProperty("threshold_low") double thresholdLow,
    @JsonProperty("threshold_high") double thresholdHigh,
    @JsonProperty("rows") List<List<Float>> rows) {

  /** File name in a model's folder. */
  public static final String FILE = "normal_sample.json";

  /** The runtime's columns in its order. */
  public static final List<String> COLUMNS =
      List.of(
          "bandwidth",
          "latency",
          "packet_loss",
          "jitter",
          "cpu_usage",
          "memory_usage",
          "error_rate");

  private static final int DEVIATIONS = 4;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public NormalSample {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (!columns.equals(COLUMNS)) {
      throw new IllegalArgumentException(
          "Cannot make a normal sample: columns %s; the runtime reads %s"
              .formatted(columns, COLUMNS));
    }
    requireFinite(rows);
  }

  private static void requireFinite(List<List<Float>> rows) {
    for (var row : rows) {
      if (row.size() != COLUMNS.size() || !row.stream().allMatch(Float::isFinite)) {
        throw new IllegalArgumentException(
            "Cannot make a normal sample: row %s; give finite values of %s"
                .formatted(row, COLUMNS));
      }
    }
  }

  /**
   * How a sample is drawn.
   *
   * @param rows most rows; the runtime sorts their scores in quadratic time
   * @param starts differently seeded starts that the threshold is the mean of, at least two
   */
  public record Size(int rows, int starts) {

    public Size {
      if (rows < RuntimeForest.SAMPLES || rows > 100_000 || starts < 2) {
        throw new IllegalArgumentException(
            "rows: %d, with %d starts; set 256 to 100000 rows and at least 2 starts"
                .formatted(rows, starts));
      }
    }
  }

  /**
   * Draws a sample by hash of the key from rows of normal operation; rows with a missing or
   * infinite value in one of the seven columns are left out, since the runtime knows no such value.
   *
   * @param normal rows with {@link #COLUMNS} as numbers and the key
   * @throws DataError when fewer rows are left than one of the detector's trees grows on
   */
  public static NormalSample draw(Dataset<Row> normal, List<String> key, Size size, long seed) {
    var whole = normal;
    for (var column : COLUMNS) {
      whole = whole.where(col(column).between(-Float.MAX_VALUE, Float.MAX_VALUE));
    }
    var sample = new FitSample(key, size.rows(), Seeds.derive(seed, "normal-sample")).of(whole);
    var drawn = FeatureMatrix.arrays(sample, COLUMNS).takeAsList(size.rows());
    return of(FeatureMatrix.of(drawn, COLUMNS.size()), size.starts(), seed);
  }

  /** The sample of {@code rows}, with the threshold of {@code starts} seeded starts. */
  static NormalSample of(FloatMatrix rows, int starts, long seed) {
    if (rows.rows() < RuntimeForest.SAMPLES) {
      throw new DataError(
          "Cannot draw a normal sample: too few rows without a missing value: %d of %d; look at"
                  .formatted(rows.rows(), RuntimeForest.SAMPLES)
              + " more dates");
    }
    var values = lists(rows);
    requireFinite(values);
    var thresholds =
        IntStream.range(0, starts)
            .mapToObj(start -> RuntimeForest.grow(rows, Seeds.derive(seed, "start-" + start)))
            .mapToDouble(forest -> RuntimeForest.threshold(forest, rows))
            .toArray();
    var mean = IntStream.range(0, starts).mapToDouble(i -> thresholds[i]).average().orElseThrow();
    var squares =
        IntStream.range(0, starts).mapToDouble(i -> Math.pow(thresholds[i] - mean, 2)).sum();
    var reach = DEVIATIONS * Math.sqrt(squares / (starts - 1));
    return new NormalSample(
        COLUMNS, rounded(mean), rounded(mean - reach), rounded(mean + reach), values);
  }

  /** Six digits after the point: more would say more than is known. */
  private static double rounded(double threshold) {
    return Math.rint(threshold * 1e6) / 1e6;
  }

  private static List<List<Float>> lists(FloatMatrix rows) {
    var lists = new ArrayList<List<Float>>();
    for (var row = 0; row < rows.rows(); row++) {
      var values = new ArrayList<Float>();
      for (var column = 0; column < rows.columns(); column++) {
        values.add(rows.at(row, column));
      }
      lists.add(values);
    }
    return lists;
  }

  /** The file's content. */
  public byte[] toBytes() {
    try {
      return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sample is always writable", e);
    }
  }

  /**
   * Reads {@link #toBytes} back.
   *
   * @throws DataError when the bytes are no such file
   */
  public static NormalSample parse(byte[] bytes) {
    try {
      return MAPPER.readValue(new String(bytes, StandardCharsets.UTF_8), NormalSample.class);
    } catch (JsonProcessingException e) {
      throw new DataError(
          "Cannot read a normal sample: %s; export it again".formatted(e.getOriginalMessage()), e);
    }
  }
}
