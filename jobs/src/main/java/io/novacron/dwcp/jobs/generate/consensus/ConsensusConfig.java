package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The laboratory of consensus protocols.
 *
 * @param seconds simulated in a cell of the grid, s
 * @param warmUpSeconds at its start and end that are not looked at, s
 * @param repeats of each cell
 * @param protocols behaviour by {@link ProtocolKind#word}, every protocol once
 * @param grids cells
 * @param published measured runs to compare with
 */
public record ConsensusConfig(
    double seconds,
    double warmUpSeconds,
    int repeats,
    PathConfig paths,
    Map<String, ProtocolConfig> protocols,
    List<GridConfig> grids,
    CheckConfig check,
    List<PublishedConfig> published,
    TelemetryConfig telemetry)
    implements Serializable {

  public ConsensusConfig {
    protocols = Map.copyOf(protocols);
    grids = List.copyOf(grids);
    published = List.copyOf(published);
    if (!protocols.keySet().equals(new TreeSet<>(ProtocolKind.words()))) {
      throw new IllegalArgumentException(
          "simulate.protocols: %s; name exactly %s"
              .formatted(new TreeSet<>(protocols.keySet()), ProtocolKind.words()));
    }
    if (seconds <= 2 * warmUpSeconds || warmUpSeconds < 0 || repeats < 1) {
      throw new IllegalArgumentException(
          "simulate: seconds %s, warm-up-seconds %s, repeats %d; give more time than twice the warm-up, and at least one repeat"
              .formatted(seconds, warmUpSeconds, repeats));
    }
    var map = new LatencyMap(paths);
    grids.stream()
        .flatMap(grid -> grid.cells().stream())
        .map(Cell::regions)
        .distinct()
        .forEach(map::between);
    published.forEach(runs -> map.between(runs.regions()));
    telemetry.regionSets().forEach(map::between);
  }

  /** The same laboratory with clusters whose episodes are milder and whose sensors are noisier. */
  public ConsensusConfig harden() {
    return new ConsensusConfig(
        seconds,
        warmUpSeconds,
        repeats,
        paths,
        protocols,
        grids,
        check,
        published,
        telemetry.harden());
  }

  ProtocolConfig protocol(ProtocolKind kind) {
    var found = protocols.get(kind.word());
    if (found == null) {
      throw new IllegalStateException("no settings of " + kind);
    }
    return found;
  }

  /** All cells of all grids. */
  public List<Cell> cells() {
    return grids.stream().flatMap(grid -> grid.cells().stream()).toList();
  }
}
