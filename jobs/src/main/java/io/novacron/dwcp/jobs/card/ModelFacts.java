package io.novacron.dwcp.jobs.card;

import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Numbers;
import io.novacron.dwcp.evaluation.gate.Verdict;
import io.novacron.dwcp.jobs.training.Run;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the documents of a judged model speak of.
 *
 * @param digest the model's digest
 * @param run the night that made it
 * @param config the night's settings
 * @param environment what it was made with, name to version; no paths, no names of machines
 * @param gates the gates as configured
 * @param inputs the tables that it was made from
 * @param numbers the stored numbers that were judged
 * @param verdict what the judge made of them
 */
public record ModelFacts(
    String model,
    String digest,
    Run run,
    ConfigSnapshot config,
    Map<String, String> environment,
    List<GateEntry> gates,
    List<InputTable> inputs,
    Numbers numbers,
    Verdict verdict) {

  public ModelFacts {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    gates = List.copyOf(gates);
    inputs = List.copyOf(inputs);
  }
}
