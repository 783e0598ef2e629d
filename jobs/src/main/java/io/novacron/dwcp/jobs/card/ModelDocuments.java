package io.novacron.dwcp.jobs.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.MeasuredDifference;
import io.novacron.dwcp.evaluation.gate.MeasuredValue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The documents of a judged model, by file name. The same facts give the same bytes.
 *
 * <ul>
 *   <li>{@code MODEL_CARD.md}: verdict, numbers beside floors and ceilings, gates, origin;
 *   <li>{@code MODEL_CARD.html}: the same as one page for a browser;
 *   <li>{@code evaluation.json}: every number of all rows together, each scorer, with intervals;
 *   <li>{@code gates.conf}: the gates it was judged by, as configuration;
 *   <li>{@code config.json}: the night's settings with their digest;
 *   <li>{@code environment.json}: versions of what made it;
 *   <li>{@code inputs.json}: tables, their versions and the digests of their log entries.
 * </ul>
 */
public final class ModelDocuments {

  private static final String ALL = "all";
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper HOCON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  private ModelDocuments() {}

  /** All documents. */
  public static Map<String, byte[]> of(ModelFacts facts) {
    var files = new TreeMap<String, byte[]>();
    var card = new ModelCard();
    files.put("MODEL_CARD.md", bytes(card.markdown(facts)));
    files.put("MODEL_CARD.html", bytes(card.html(facts)));
    files.put("evaluation.json", json(evaluation(facts)));
    files.put("gates.conf", bytes(gates(facts.gates())));
    files.put("config.json", json(config(facts)));
    files.put("environment.json", json(JSON.valueToTree(facts.environment())));
    files.put("inputs.json", json(inputs(facts.inputs())));
    return files;
  }

  private static JsonNode evaluation(ModelFacts facts) {
    var root = JSON.createObjectNode();
    root.put("model", facts.model()).put("digest", facts.digest());
    root.put("run_id", facts.run().runId()).put("ds", facts.run().date().toString());
    root.put("verdict", facts.verdict().word());
    var values = root.putArray("metrics");
    facts.numbers().values().stream()
        .filter(value -> value.slice().equals(ALL))
        .sorted(
            Comparator.comparing(MeasuredValue::scorer)
                .thenComparing(MeasuredValue::dataset)
                .thenComparing(MeasuredValue::metric))
        .forEach(value -> put(values.addObject(), value));
    var differences = root.putArray("differences");
    facts.numbers().differences().stream()
        .sorted(
            Comparator.comparing(MeasuredDifference::scorer)
                .thenComparing(MeasuredDifference::against)
                .thenComparing(MeasuredDifference::dataset)
                .thenComparing(MeasuredDifference::metric))
        .forEach(difference -> put(differences.addObject(), difference));
    return root;
  }

  private static void put(ObjectNode node, MeasuredValue value) {
    node.put("scorer", value.scorer()).put("dataset", value.dataset());
    node.put("metric", value.metric());
    put(node, "value", value.value());
    put(node, "ci_low", value.ciLow());
    put(node, "ci_high", value.ciHigh());
    node.put("n", value.n()).put("method", value.method());
  }

  private static void put(ObjectNode node, MeasuredDifference difference) {
    node.put("scorer", difference.scorer()).put("against", difference.against());
    node.put("dataset", difference.dataset()).put("metric", difference.metric());
    put(node, "difference", difference.difference());
    put(node, "ci_low", difference.ciLow());
    put(node, "ci_high", difference.ciHigh());
    node.put("n", difference.n()).put("method", difference.method());
  }

  /** An undefined number is null: never NaN, never left out. */
  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  /** One gate a line; JSON is HOCON. */
  private static String gates(List<GateEntry> gates) {
    return gates.stream()
        .map(ModelDocuments::line)
        .collect(Collectors.joining(",\n  ", "gates = [\n  ", "\n]\n"));
  }

  private static String line(GateEntry gate) {
    try {
      return HOCON.writeValueAsString(gate);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts and numbers always writes", e);
    }
  }

  private static JsonNode config(ModelFacts facts) {
    var root = JSON.createObjectNode().put("digest", facts.config().digest());
    var settings = root.putObject("settings");
    facts
        .config()
        .text()
        .lines()
        .map(line -> line.split(" = ", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return root;
  }

  private static JsonNode inputs(List<InputTable> inputs) {
    var rows = JSON.createArrayNode();
    for (var input : inputs) {
      rows.addObject()
          .put("table", input.table())
          .put("version", input.version())
          .put("log_sha256", input.logSha256());
    }
    return rows;
  }

  private static byte[] json(JsonNode node) {
    return bytes(node.toPrettyString() + "\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
