package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;

/** Everything that one cluster lands. */
public record ClusterRecord(
    String clusterId, Cell cell, List<ConsensusSample> samples, List<Episode> episodes) {

  public ClusterRecord {
    samples = List.copyOf(samples);
    episodes = List.copyOf(episodes);
  }
}
