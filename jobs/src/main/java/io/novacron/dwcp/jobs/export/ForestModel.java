package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All that turns raw features into an anomaly score and an alarm: scaling, forest, threshold.
 *
 * <p>Definition: the score is that of {@link Forest} on rows scaled by {@link RobustScaling}, which
 * also states what a missing value is; an alarm is a score of at least the threshold.
 *
 * @param features input columns with their units, in order
 * @param scaling scale of each column
 * @param forest grown on scaled rows
 * @param threshold least score that is an alarm, 0..1
 */
public record ForestModel(
    List<Field> features, RobustScaling scaling, Forest forest, float threshold)
    implements Serializable {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** "DWIF" and the format's version. */
  private static final int MAGIC = 0x44574946;

  private static final int VERSION = 1;

  public ForestModel {
    features = List.copyOf(features);
    var names = features.stream().map(Field::name).distinct().count();
    if (names != features.size()
        || features.size() != scaling.columns()
        || features.size() != forest.features()) {
      throw new IllegalArgumentException(
          "Cannot make a model: %d features of %d names, %d scaled, %d in the forest"
              .formatted(features.size(), names, scaling.columns(), forest.features()));
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold: %s; it must be 0..1".formatted(threshold));
    }
  }

  /** What stands before the forest in a file. */
  private record Header(
      List<Field> features, RobustScaling scaling, float threshold, int samples) {}

  /** Names of the input columns in order. */
  public List<String> featureNames() {
    return features.stream().map(Field::name).toList();
  }

  /** The same model with another threshold. */
  public ForestModel withThreshold(float other) {
    return new ForestModel(features, scaling, forest, other);
  }

  /** The scores of raw rows, 0..1, high = anomalous. */
  public float[] scores(FloatMatrix raw) {
    return forest.scores(scaling.scale(raw));
  }

  /** Whether a score is an alarm. */
  public boolean isAlarm(float score) {
    return score >= threshold;
  }

  /**
   * The largest sum of path lengths that is an alarm; negative when none is. Sums are exact on
   * every runtime and scores are not to the last bit, so a graph compares sums.
   */
  float alarmSum() {
    if (!isAlarm(forest.score(0f))) {
      return -1f;
    }
    var alarm = 0;
    var quiet = Float.floatToIntBits(Float.MAX_VALUE);
    while (quiet - alarm > 1) {
      var middle = alarm + (quiet - alarm) / 2;
      if (isAlarm(forest.score(Float.intBitsToFloat(middle)))) {
        alarm = middle;
      } else {
        quiet = middle;
      }
    }
    return Float.intBitsToFloat(alarm);
  }

  /** The model as a file; the same model gives the same bytes. */
  public byte[] toBytes() {
    try (var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes)) {
      var header = new Header(features, scaling, threshold, forest.samples());
      var json = MAPPER.writeValueAsBytes(header);
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(json.length);
      out.write(json);
      forest.nodes().write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a model is always writable to memory", e);
    }
  }

  /**
   * Reads {@link #toBytes} back; nothing of the file is run.
   *
   * @throws DataError when the bytes are no such model
   */
  public static ForestModel parse(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new DataError(
            "Cannot read forest: the file begins otherwise than version %d does; export it again"
                .formatted(VERSION));
      }
      var header = header(in.readNBytes(Math.max(0, in.readInt())));
      var nodes = ForestArrays.read(in, bytes.length, header.features().size());
      if (in.read() >= 0) {
        throw new IllegalArgumentException("bytes after the last node");
      }
      var forest = new Forest(header.features().size(), header.samples(), nodes);
      return new ForestModel(header.features(), header.scaling(), forest, header.threshold());
    } catch (IOException | IllegalArgumentException e) {
      throw new DataError(
          "Cannot read forest: the file is broken: %s; export it again".formatted(e.getMessage()),
          e);
    }
  }

  private static Header header(byte[] json) throws JsonProcessingException {
    return MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Header.class);
  }
}
