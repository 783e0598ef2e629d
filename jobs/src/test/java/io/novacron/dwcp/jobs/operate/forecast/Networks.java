package io.novacron.dwcp.jobs.operate.forecast;

import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.operate.forecast.NetworkConfig.Crossing;
import io.novacron.dwcp.jobs.training.sequence.LstmLoss;
import io.novacron.dwcp.jobs.training.sequence.SequenceFitConfig;
import java.util.List;

/** Networks of the suite, small enough for tests. */
final class Networks {

  private Networks() {}

  /** Two samples ahead, two fits, two epochs. */
  static NetworkConfig of(List<String> sets, List<Crossing> crossings) {
    return new NetworkConfig(
        2,
        0.2,
        2,
        sets,
        crossings,
        new LstmSpec.Size(1, 4, 0),
        0.01,
        0,
        new LstmLoss(LstmLoss.Kind.SQUARED, 1, List.of(1.0, 0.3), 0),
        new SequenceFitConfig(
            new SequenceFitConfig.Epochs(2, 2, 0),
            16,
            new SequenceFitConfig.Adam(0.01, 0.9, 0.999, 1e-8, 0, 1),
            new SequenceFitConfig.Schedule(SequenceFitConfig.Shape.COSINE, 0, 0.02, 1, 1),
            new SequenceFitConfig.Spread(2, 1, 0)));
  }
}
