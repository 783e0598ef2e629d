package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cells: every combination of what is listed.
 *
 * @param regions sets of regions, each as {@code a+b+c}
 * @param faults as {@code kind} or {@code kind=faulty@severity}
 */
public record GridConfig(
    List<String> protocols,
    List<Integer> replicas,
    List<String> faults,
    List<String> regions,
    List<Double> load,
    List<Double> loss,
    List<Integer> batch,
    List<Double> timeoutMs)
    implements Serializable {

  public GridConfig {
    protocols = List.copyOf(protocols);
    replicas = List.copyOf(replicas);
    faults = List.copyOf(faults);
    regions = List.copyOf(regions);
    load = List.copyOf(load);
    loss = List.copyOf(loss);
    batch = List.copyOf(batch);
    timeoutMs = List.copyOf(timeoutMs);
    expand(protocols, replicas, faults, regions, load, loss, batch, timeoutMs);
  }

  /** All cells, in the order of the settings. */
  public List<Cell> cells() {
    return expand(protocols, replicas, faults, regions, load, loss, batch, timeoutMs);
  }

  @SuppressWarnings("TooManyParameters") // one a dimension of the grid
  private static List<Cell> expand(
      List<String> protocols,
      List<Integer> replicas,
      List<String> faults,
      List<String> regions,
      List<Double> load,
      List<Double> loss,
      List<Integer> batch,
      List<Double> timeoutMs) {
    var cells = new ArrayList<Cell>();
    for (var protocol : protocols) {
      for (var n : replicas) {
        for (var fault : faults) {
          var parsed = Fault.of(fault);
          for (var set : regions) {
            for (var requests : load) {
              for (var share : loss) {
                for (var most : batch) {
                  for (var timeout : timeoutMs) {
                    cells.add(
                        new Cell(
                            ProtocolKind.of(protocol),
                            n,
                            parsed.faulty(),
                            parsed.kind(),
                            List.of(set.split("\\+", -1)),
                            requests,
                            share,
                            most,
                            timeout,
                            parsed.severity()));
                  }
                }
              }
            }
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  private record Fault(FaultKind kind, int faulty, double severity) {

    static Fault of(String text) {
      var parts = text.split("[=@]", -1);
      var kind =
          Stream.of(FaultKind.values())
              .filter(one -> one.word().equals(parts[0]))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "simulate.grid.faults: unknown fault: %s; name one of %s"
                              .formatted(parts[0], FaultKind.words())));
      try {
        return new Fault(
            kind,
            parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
            parts.length > 2 ? Double.parseDouble(parts[2]) : 0);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "simulate.grid.faults: %s; write kind=faulty@severity".formatted(text), e);
      }
    }
  }
}
