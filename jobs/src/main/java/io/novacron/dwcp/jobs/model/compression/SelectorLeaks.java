package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.evaluation.leak.LeakFinding;
import io.novacron.dwcp.evaluation.leak.RowChecks;
import io.novacron.dwcp.evaluation.leak.RowChecks.Anchor;
import io.novacron.dwcp.evaluation.leak.SignalChecks;
import io.novacron.dwcp.evaluation.leak.SignalChecks.Bounds;
import io.novacron.dwcp.evaluation.leak.SplitRules;
import io.novacron.dwcp.evaluation.leak.SplitRules.Apart;
import io.novacron.dwcp.evaluation.leak.SplitRules.Gap;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** The leak guard's named checks on the selector's training set, before anything is fitted. */
final class SelectorLeaks {

  /** Best share of labels that one binned feature alone may predict, and the same as |r|. */
  private static final Bounds ALARM = new Bounds(32, 0.95, 0.98);

  private final long gapSeconds;

  SelectorLeaks(long gapSeconds) {
    this.gapSeconds = gapSeconds;
  }

  List<LeakFinding> findings(TrainingSet set) {
    // An uncompressed payload is its own size: features and labels of one transfer must agree on
    // it.
    var anchors = List.of(new Anchor("size_bytes", "bytes_none"));
    var parts = List.of(TrainingSet.TRAIN, TrainingSet.VALIDATION, TrainingSet.TEST);
    var apart = new ArrayList<Apart>();
    apart.add(new Apart("transfer_id", parts.get(0), parts.get(1)));
    for (var column : List.of("payload_source", "link", "transfer_id")) {
      apart.add(new Apart(column, parts.get(0), parts.get(2)));
      apart.add(new Apart(column, parts.get(1), parts.get(2)));
    }
    var gaps =
        List.of(
            new Gap(parts.get(0), parts.get(1), gapSeconds),
            new Gap(parts.get(1), parts.get(2), gapSeconds));
    var rules = new SplitRules(TrainingSet.DATASET, "ts", apart, gaps);
    return List.of(
        RowChecks.rowAlignment(set.rows(), anchors),
        RowChecks.splitOverlap(set.rows(), rules),
        SignalChecks.singleFeatureAlarm(
            set.part(TrainingSet.TRAIN), set.inputs().names(), "best", ALARM));
  }
}
