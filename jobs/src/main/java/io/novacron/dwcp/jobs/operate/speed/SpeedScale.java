package io.novacron.dwcp.jobs.operate.speed;

import java.util.List;

/**
 * How much is measured.
 *
 * @param repeats measured pairs of a cheap comparison; expensive ones take half of them
 * @param windowEntities entities of the window comparison, a day of one row a second each
 * @param windowSeconds rows of one of them
 * @param links links of the features' telemetry at size 1
 * @param linkRows rows of one link, one a minute
 * @param growth sizes of the scaling, as multiples of {@code links}
 * @param toolSeconds time that a codec and its tool are given for one measurement
 * @param points rows that forests are fitted on and score
 * @param windows windows that networks are fitted on
 * @param memoryFits fits of ten epochs whose memory is looked at
 */
record SpeedScale(
    int repeats,
    int windowEntities,
    int windowSeconds,
    int links,
    int linkRows,
    List<Integer> growth,
    int toolSeconds,
    int points,
    int windows,
    int memoryFits) {

  SpeedScale {
    growth = List.copyOf(growth);
  }

  /** What {@code runbooks/benchmarks.md} quotes. */
  static SpeedScale full() {
    return new SpeedScale(
        5, 4, 86_400, 40, 2 * 1440, List.of(1, 2, 4, 8, 16), 2, 5_000_000, 20_000, 60);
  }

  /** Repeats of what takes long. */
  int fewRepeats() {
    return (repeats + 1) / 2;
  }
}
