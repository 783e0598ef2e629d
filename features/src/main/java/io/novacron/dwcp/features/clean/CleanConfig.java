package io.novacron.dwcp.features.clean;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bounds and vocabularies of cleaning.
 *
 * @param maxLatenessS longest time in s from {@code ts} to {@code ingested_at}
 * @param clockSkewS by how many s {@code ts} may lie after {@code ingested_at}
 * @param maxPayloadBytes largest payload or baseline in bytes
 * @param sentinels numbers that sources write for "not measured"; a row that holds one is refused
 * @param vocabularies map name to (word met in the wild to declared word)
 */
public record CleanConfig(
    long maxLatenessS,
    long clockSkewS,
    long maxPayloadBytes,
    List<Double> sentinels,
    Map<String, Map<String, String>> vocabularies) {

  public CleanConfig {
    requirePositive("max-lateness-s", maxLatenessS);
    requirePositive("max-payload-bytes", maxPayloadBytes);
    if (clockSkewS < 0) {
      throw new IllegalArgumentException(
          "clock-skew-s: negative: " + clockSkewS + "; use 0 or more");
    }
    sentinels = List.copyOf(sentinels);
    vocabularies =
        vocabularies.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(key + ": not positive: " + value + "; use 1 or more");
    }
  }
}
