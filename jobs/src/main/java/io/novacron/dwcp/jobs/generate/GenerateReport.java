package io.novacron.dwcp.jobs.generate;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of the generator landed.
 *
 * @param rows rows by source
 * @param links links that were generated, or segments of measured traces
 * @param refusedLines lines of measured files that are no measurement; each has landed as a dirty
 *     row, counted by reason
 * @param payloadFiles runs of bytes that payloads could be cut from
 */
public record GenerateReport(
    Map<Source, Long> rows, int links, Map<String, Long> refusedLines, int payloadFiles) {

  public GenerateReport {
    rows = Map.copyOf(rows);
    refusedLines = Map.copyOf(refusedLines);
  }

  /** One line for the log. */
  public String summary() {
    return "%d links, %d payload files, rows %s, refused lines %s"
        .formatted(links, payloadFiles, new TreeMap<>(rows), new TreeMap<>(refusedLines));
  }
}
