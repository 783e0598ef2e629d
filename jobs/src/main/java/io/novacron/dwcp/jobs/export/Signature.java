package io.novacron.dwcp.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.DataError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a model reads and returns: names, types, shapes, units and order. It travels beside the
 * model as {@code signature.json}; whoever scores holds the model and its rows to it.
 *
 * @param model the model's name
 * @param inputs inputs in order; a row to score holds their values one after the other
 * @param outputs outputs in order
 */
public record Signature(String model, List<TensorSpec> inputs, List<TensorSpec> outputs) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot sign model %s: %d inputs and %d outputs; some of both are needed"
              .formatted(model, inputs.size(), outputs.size()));
    }
  }

  /** Inputs and outputs that a file really has: name to type and shape. */
  record Described(Map<String, String> inputs, Map<String, String> outputs) {}

  /** Values of a row over all inputs. */
  int rowValues() {
    return inputs.stream().mapToInt(TensorSpec::width).sum();
  }

  /** Names of a row's values over all inputs. */
  List<String> rowNames() {
    return inputs.stream().flatMap(input -> input.fieldNames().stream()).toList();
  }

  /** The output called {@code name}. */
  public TensorSpec output(String name) {
    return outputs.stream()
        .filter(output -> output.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot read output of model %s: no such output: %s".formatted(model, name)));
  }

  /** JSON with keys in declared order; the same signature gives the same text. */
  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a signature is always writable", e);
    }
  }

  /**
   * Reads {@link #toJson()} back.
   *
   * @throws DataError when the text is no signature
   */
  public static Signature parse(String json) {
    try {
      return MAPPER.readValue(json, Signature.class);
    } catch (JsonProcessingException e) {
      throw new DataError("Cannot read signature: " + e.getOriginalMessage() + "; export again", e);
    }
  }

  /**
   * Refuses columns other than the input's, or in another order.
   *
   * @throws DataError naming every missing, extra or displaced column
   */
  public void requireColumns(List<String> columns) {
    var expected = rowNames();
    var faults = new ArrayList<String>();
    for (var name : expected) {
      if (!columns.contains(name)) {
        faults.add("missing column " + name);
      }
    }
    for (var name : columns) {
      if (!expected.contains(name)) {
        faults.add("extra column " + name);
      }
    }
    if (faults.isEmpty()) {
      addDisplaced(columns, expected, faults);
    }
    refuse("score rows", faults);
  }

  private static void addDisplaced(
      List<String> columns, List<String> expected, List<String> faults) {
    for (var i = 0; i < columns.size(); i++) {
      if (i >= expected.size() || !columns.get(i).equals(expected.get(i))) {
        faults.add("column %s at position %d".formatted(columns.get(i), i));
      }
    }
  }

  /** Refuses a file whose tensors are not these, naming each. */
  void requireMatches(Described file) {
    var faults = new ArrayList<String>();
    compare("input", inputs, file.inputs(), faults);
    compare("output", outputs, file.outputs(), faults);
    refuse("open model", faults);
  }

  private static void compare(
      String kind, List<TensorSpec> specs, Map<String, String> actual, List<String> faults) {
    var extra = new TreeSet<>(actual.keySet());
    for (var spec : specs) {
      extra.remove(spec.name());
      var found = actual.get(spec.name());
      if (!Objects.equals(found, spec.description())) {
        faults.add(
            "%s %s is %s, not %s"
                .formatted(
                    kind, spec.name(), found == null ? "absent" : found, spec.description()));
      }
    }
    extra.forEach(name -> faults.add("%s %s is not in the signature".formatted(kind, name)));
  }

  private void refuse(String what, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new DataError(
          "Cannot %s with %s: %s; use the signature's names, shapes and order"
              .formatted(what, model, String.join(", ", faults)));
    }
  }
}
