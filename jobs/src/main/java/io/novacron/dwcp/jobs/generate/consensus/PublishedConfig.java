package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;
import java.util.List;

/**
 * One file of measured runs and how to simulate them.
 *
 * @param file name in the folder of measured data
 * @param protocol ours
 * @param regions where the replicas stood, in the order in which they were placed
 * @param timeoutMs time-out of a view where the file has none, ms
 * @param requestsPerS per replica: batches that a proposal refers to, where the file does not tell
 * @param fitReplicas cluster on whose fault-free runs the constant is fitted
 * @param source where the runs were published
 */
public record PublishedConfig(
    String file,
    String protocol,
    List<String> regions,
    double timeoutMs,
    double requestsPerS,
    int fitReplicas,
    String source)
    implements Serializable {

  public PublishedConfig {
    regions = List.copyOf(regions);
    ProtocolKind.of(protocol);
    if (timeoutMs <= 0 || requestsPerS <= 0) {
      throw new IllegalArgumentException(
          "simulate.published: timeout-ms, requests-per-s: above 0; mend the configuration");
    }
  }
}
