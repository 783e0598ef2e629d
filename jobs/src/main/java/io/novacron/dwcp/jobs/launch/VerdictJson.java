package io.novacron.dwcp.jobs.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.operate.ReportInput.Gate;
import io.novacron.dwcp.jobs.operate.ReportInput.Model;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A night's outcome as one JSON object for machines: {@code run_id, lake, report, seconds, models[
 * {model, verdict, version, champion, metrics{name: {value, ci_low, ci_high, n}}, gates[{gate,
 * metric, dataset, slice, bound, observed, passed}]}]}.
 *
 * <p>Metrics are the candidate's over all rows of the main data set. What is undefined or not there
 * is null. Ratios stay ratios.
 */
public final class VerdictJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private VerdictJson() {}

  /**
   * The object in one line.
   *
   * @param seconds how long the night took; a process's first night counts its start and what it
   *     has generated
   */
  public static String of(ReportInput input, Path report, double seconds) {
    var root = JSON.createObjectNode();
    root.put("run_id", input.run().runId());
    root.put("lake", input.run().lake());
    root.put("report", report.toString());
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    var models = root.putArray("models");
    input.models().forEach(model -> model(models.addObject(), model));
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  private static void model(ObjectNode node, Model model) {
    node.put("model", model.name());
    node.put("verdict", model.judgement().verdict());
    put(node, "version", model.judgement().version());
    put(node, "champion", model.judgement().championAfter());
    var metrics = node.putObject("metrics");
    for (var metric : model.headline()) {
      var entry = metrics.putObject(metric.metric());
      put(entry, "value", metric.value());
      put(entry, "ci_low", metric.ciLow());
      put(entry, "ci_high", metric.ciHigh());
      entry.put("n", metric.n());
    }
    gates(node.putArray("gates"), model);
  }

  private static void gates(ArrayNode gates, Model model) {
    for (Gate gate : model.gates()) {
      var entry = gates.addObject();
      entry.put("gate", gate.gate());
      entry.put("metric", gate.metric());
      entry.put("dataset", gate.dataset());
      entry.put("slice", gate.slice());
      put(entry, "bound", gate.bound());
      put(entry, "observed", gate.observed());
      entry.put("passed", gate.passed());
    }
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  private static void put(ObjectNode node, String name, OptionalLong value) {
    if (value.isPresent()) {
      node.put(name, value.getAsLong());
    } else {
      node.putNull(name);
    }
  }
}
