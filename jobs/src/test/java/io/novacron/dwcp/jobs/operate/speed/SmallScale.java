package io.novacron.dwcp.jobs.operate.speed;

import java.util.List;

/** Sizes at which the suite only shows that it runs. */
final class SmallScale {

  static final SpeedScale SMALL =
      new SpeedScale(1, 1, 600, 1, 100, List.of(1, 2), 0, 20_000, 400, 3);

  private SmallScale() {}
}
