package io.novacron.dwcp.jobs.step;

/**
 * How far a night looks back and how its data is split.
 *
 * @param lookbackDays dates that training may see, the night's own included
 * @param splitSeeds how many differently seeded splits a candidate must survive
 */
public record NightConfig(int lookbackDays, int splitSeeds) {

  public NightConfig {
    if (lookbackDays < 1) {
      throw new IllegalArgumentException("lookback-days is below 1; set the days of history");
    }
    if (splitSeeds < 1) {
      throw new IllegalArgumentException("split-seeds is below 1; at least one split is needed");
    }
  }
}
