package io.novacron.dwcp.evaluation.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one model, in the order of its file.
 *
 * <p>Refuses with IllegalArgumentException, naming every fault: no gates, no blocking gate, an
 * unset bound or {@code min-n}, an unknown word, a gate that reads the flattering end of its
 * interval, a comparison without its other scorer, two gates of one key
 */
public record GateConfig(List<Gate> gates) {

  public GateConfig {
    gates = List.copyOf(gates);
    var faults = new ArrayList<String>();
    if (gates.isEmpty()) {
      faults.add("gates: none; a model without gates cannot be judged, set at least one");
    } else if (gates.stream().noneMatch(gate -> gate.severity() == Severity.BLOCK)) {
      faults.add("gates: none of severity block; nothing could refuse a candidate, set one");
    }
    gates.forEach(gate -> checkGate(gate, faults));
    var keys = new HashSet<List<String>>();
    for (var gate : gates) {
      if (!keys.add(List.of(gate.name(), gate.metric(), gate.dataset(), gate.slice()))) {
        faults.add(at(gate) + ": there twice on " + gate.dataset() + "; rename one");
      }
    }
    refuse(faults);
  }

  private static void checkGate(Gate gate, List<String> faults) {
    if (!Double.isFinite(gate.bound())) {
      faults.add(at(gate) + ".bound: not a finite number: " + gate.bound() + "; set a number");
    }
    if (gate.minN() < 1) {
      faults.add(at(gate) + ".min-n: below 1: " + gate.minN() + "; set the fewest rows that count");
    }
    if (gate.on().flatters(gate.direction())) {
      faults.add(
          "%s.on: %s flatters %s; read value or the other end"
              .formatted(at(gate), gate.on().word(), gate.direction().word()));
    }
    if ((gate.comparison() == Comparison.VALUE) != gate.against().equals(Gate.NONE)) {
      faults.add(
          "%s.against: %s does not go with compare = %s; name a scorer, or none for a value"
              .formatted(at(gate), gate.against(), gate.comparison().word()));
    }
    if (gate.comparison() == Comparison.RATIO && gate.on() != ReadAt.VALUE) {
      faults.add(at(gate) + ".on: a ratio has no interval; set value");
    }
    if (gate.comparison() == Comparison.DIFFERENCE && !gate.slice().equals("all")) {
      faults.add(at(gate) + ".slice: differences are measured on all rows; set all");
    }
  }

  private static String at(Gate gate) {
    return "gates." + gate.name();
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /** Reads the entries of a file; an entry with several datasets becomes a gate on each. */
  public static GateConfig of(List<GateEntry> entries) {
    var faults = new ArrayList<String>();
    var gates = new ArrayList<Gate>();
    for (var entry : entries) {
      gates.addAll(read(entry, faults));
    }
    refuse(faults);
    return new GateConfig(gates);
  }

  private static List<Gate> read(GateEntry entry, List<String> faults) {
    var at = "gates." + entry.name();
    var compare = new Word(at + ".compare", entry.compare());
    var direction = new Word(at + ".direction", entry.direction());
    var on = new Word(at + ".on", entry.on());
    var severity = new Word(at + ".severity", entry.severity());
    if (entry.datasets().isEmpty()) {
      faults.add(at + ".datasets: none; name at least one");
    }
    var gate =
        new Gate(
            entry.name(),
            entry.metric(),
            "",
            entry.slice(),
            compare.oneOf(Comparison.values(), Comparison::word, faults),
            entry.against(),
            direction.oneOf(Direction.values(), Direction::word, faults),
            number(entry.bound(), at + ".bound", faults),
            on.oneOf(ReadAt.values(), ReadAt::word, faults),
            (long) number(entry.minN(), at + ".min-n", faults),
            severity.oneOf(Severity.values(), Severity::word, faults));
    return entry.datasets().stream().map(gate::onDataset).toList();
  }

  private static double number(@Nullable Number value, String at, List<String> faults) {
    if (value == null) {
      faults.add(at + ": unset; set a number");
      return 1;
    }
    return value.doubleValue();
  }

  private record Word(String at, String text) {

    /** The constant of that word; any constant after noting the fault, which refuses the file. */
    <E> E oneOf(E[] all, Function<E, String> word, List<String> faults) {
      for (var constant : all) {
        if (word.apply(constant).equals(text)) {
          return constant;
        }
      }
      faults.add(
          "%s: unknown word: %s; use one of %s"
              .formatted(at, text, Arrays.stream(all).map(word).toList()));
      return all[0];
    }
  }
}
