package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.novacron.dwcp.common.error.DataError;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows with the outputs that a model gave for them when it was exported. They travel beside the
 * model as {@code golden.jsonl}, so that whoever loads it, in whatever language, can see that it
 * still answers the same.
 *
 * <p>One JSON object a line: {@code {"input": {name: [values]}, "output": {name: [values]}}}, names
 * in the signature's order, a missing value as null.
 */
public final class GoldenRows {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Signature signature;
  private final FloatMatrix inputs;
  private final Scores expected;

  private GoldenRows(Signature signature, FloatMatrix inputs, Scores expected) {
    this.signature = signature;
    this.inputs = inputs;
    this.expected = expected;
  }

  /** Scores {@code rows} and keeps what came out. */
  public static GoldenRows from(OnnxScorer scorer, FloatMatrix rows) {
    return new GoldenRows(scorer.signature(), rows, scorer.score(rows));
  }

  /**
   * Reads {@link #toJsonl()} back.
   *
   * @throws DataError when a line is no golden row of the signature
   */
  public static GoldenRows parse(Signature signature, String jsonl) {
    var lines = jsonl.lines().toList();
    var inputs = FloatMatrix.zeros(lines.size(), signature.rowValues());
    var expected = new Scores(signature, lines.size());
    for (var row = 0; row < lines.size(); row++) {
      try {
        var line = MAPPER.readTree(lines.get(row));
        readInputs(line.path("input"), signature, inputs, row);
        readOutputs(line.path("output"), signature, expected, row);
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new DataError(
            "Cannot read golden rows of %s: line %d: %s; export again"
                .formatted(signature.model(), row + 1, e.getMessage()),
            e);
      }
    }
    return new GoldenRows(signature, inputs, expected);
  }

  /** Number of rows. */
  public int size() {
    return inputs.rows();
  }

  /** The rows as JSON lines; the same rows give the same text. */
  public String toJsonl() {
    return IntStream.range(0, size())
        .mapToObj(row -> line(row) + "\n")
        .collect(Collectors.joining());
  }

  /**
   * Scores the rows again and compares.
   *
   * @param tolerance largest absolute difference of a float output; integers must be equal
   * @throws DataError naming the first row and output that differs, or when there are no rows
   */
  public void requireReproducedBy(OnnxScorer scorer, double tolerance) {
    if (size() == 0) {
      throw new DataError(
          "Cannot trust model %s: it has no golden rows; export again"
              .formatted(signature.model()));
    }
    var actual = scorer.score(inputs);
    for (var output : signature.outputs()) {
      for (var row = 0; row < size(); row++) {
        if (!(expected.difference(actual, output, row) <= tolerance)) {
          throw new DataError(
              "Cannot trust model %s: golden row %d differs in %s: %s, not %s; export again"
                  .formatted(
                      signature.model(),
                      row,
                      output.name(),
                      actual.text(output, row),
                      expected.text(output, row)));
        }
      }
    }
  }

  private String line(int row) {
    var line = MAPPER.createObjectNode();
    var given = line.putObject("input");
    var from = 0;
    for (var input : signature.inputs()) {
      var values = given.putArray(input.name());
      for (var c = 0; c < input.width(); c++) {
        addFloat(values, inputs.at(row, from + c));
      }
      from += input.width();
    }
    var outputs = line.putObject("output");
    for (var output : signature.outputs()) {
      var array = outputs.putArray(output.name());
      for (var c = 0; c < output.width(); c++) {
        if (output.isFloat()) {
          addFloat(array, expected.floats(output.name()).at(row, c));
        } else {
          array.add(expected.integerAt(output, row, c));
        }
      }
    }
    return line.toString();
  }

  private static void addFloat(ArrayNode array, float value) {
    if (Float.isNaN(value)) {
      array.addNull();
    } else {
      array.add(value);
    }
  }

  private static void readInputs(JsonNode node, Signature signature, FloatMatrix inputs, int row) {
    var from = 0;
    for (var input : signature.inputs()) {
      readFloats(node, input, inputs, row, from);
      from += input.width();
    }
  }

  private static void readOutputs(JsonNode node, Signature signature, Scores scores, int row) {
    for (var output : signature.outputs()) {
      if (output.isFloat()) {
        readFloats(node, output, scores.floats(output.name()), row, 0);
      } else {
        var values = values(node, output);
        for (var c = 0; c < values.size(); c++) {
          scores.setInteger(output, row, c, values.path(c).asLong());
        }
      }
    }
  }

  private static void readFloats(
      JsonNode node, TensorSpec spec, FloatMatrix target, int row, int from) {
    var values = values(node, spec);
    for (var c = 0; c < values.size(); c++) {
      target.set(row, from + c, values.path(c).isNull() ? Float.NaN : values.path(c).floatValue());
    }
  }

  private static JsonNode values(JsonNode node, TensorSpec spec) {
    var values = node.path(spec.name());
    if (values.size() != spec.width()) {
      throw new IllegalArgumentException(
          "%s has %d values, not %d".formatted(spec.name(), values.size(), spec.width()));
    }
    return values;
  }
}
