package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers the samples of one trace. */
final class TraceBuilder {

  private final String name;
  private final String peer;
  private final LinkType type;
  private final List<TraceSample> samples = new ArrayList<>();

  TraceBuilder(String name, String peer, LinkType type) {
    this.name = name;
    this.peer = peer;
    this.type = type;
  }

  void add(TraceSample sample) {
    samples.add(sample);
  }

  int size() {
    return samples.size();
  }

  /** The trace in time order; none without a sample. */
  Optional<Trace> build() {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    var ordered = samples.stream().sorted(Comparator.comparingDouble(TraceSample::atS)).toList();
    return Optional.of(new Trace(name, peer, type, ordered));
  }
}
