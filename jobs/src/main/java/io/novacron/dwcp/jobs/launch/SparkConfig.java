package io.novacron.dwcp.jobs.launch;

import java.util.Map;

/**
 * The embedded session; under spark-submit only {@code properties} that the submission leaves open
 * are used.
 *
 * @param master Spark master of the embedded session
 * @param shufflePartitions partitions of a shuffle
 * @param properties further Spark properties
 */
public record SparkConfig(String master, int shufflePartitions, Map<String, String> properties) {

  public SparkConfig {
    properties = Map.copyOf(properties);
    if (shufflePartitions < 1) {
      throw new IllegalArgumentException("shuffle-partitions is below 1; set at least 1");
    }
  }
}
