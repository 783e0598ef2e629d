package io.novacron.dwcp.jobs.generate.trace;

import io.novacron.dwcp.jobs.generate.link.LinkType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measurements of one path in time order, refused lines among them.
 *
 * @param name name of the trace; becomes node_id
 * @param peer name of the other end
 */
record Trace(String name, String peer, LinkType type, List<TraceSample> samples)
    implements Serializable {

  private static final double LONGEST_GAP_S = 600;

  Trace {
    samples = List.copyOf(samples);
  }

  /**
   * The trace cut into pieces of {@code segmentS}, and wherever it is silent for ten minutes; a
   * tail of less than half a piece stays with the piece before. A piece's number is in its name
   * unless the trace stays whole.
   */
  List<Trace> segments(int segmentS) {
    var pieces = new ArrayList<List<TraceSample>>();
    var endS = samples.get(samples.size() - 1).atS();
    var startS = Double.NEGATIVE_INFINITY;
    var previousS = Double.NEGATIVE_INFINITY;
    for (var sample : samples) {
      var full = sample.atS() - startS >= segmentS && endS - sample.atS() >= segmentS / 2.0;
      if (full || sample.atS() - previousS > LONGEST_GAP_S) {
        pieces.add(new ArrayList<>());
        startS = sample.atS();
      }
      pieces.get(pieces.size() - 1).add(sample);
      previousS = sample.atS();
    }
    if (pieces.size() == 1) {
      return List.of(this);
    }
    var traces = new ArrayList<Trace>();
    for (var piece : pieces) {
      var segment = String.format(Locale.ROOT, "%s@%04d", name, traces.size());
      traces.add(new Trace(segment, peer, type, piece));
    }
    return traces;
  }

  double startS() {
    return samples.get(0).atS();
  }

  double durationS() {
    return samples.get(samples.size() - 1).atS() - startS();
  }
}
