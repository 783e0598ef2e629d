package io.novacron.dwcp.jobs.generate.node;

import java.util.List;

/** One node's samples and what truly befell it, in the order of time. */
public record NodeRecord(NodeProfile profile, List<NodeSample> samples, List<Incident> incidents) {

  public NodeRecord {
    samples = List.copyOf(samples);
    incidents = List.copyOf(incidents);
  }
}
