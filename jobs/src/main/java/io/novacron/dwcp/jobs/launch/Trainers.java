package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;
import java.util.Optional;

/** Picks models by name. */
final class Trainers {

  private Trainers() {}

  /**
   * The wanted ones of all trainers, in the order of the night; all when nothing is wanted.
   *
   * @throws UsageError naming every unknown model
   */
  static List<Trainer> named(List<Trainer> all, Optional<List<String>> wanted) {
    if (wanted.isEmpty()) {
      return all;
    }
    var known = all.stream().map(Trainer::name).toList();
    var unknown = wanted.get().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new UsageError(
          "Cannot choose models: unknown: %s; use some of %s".formatted(unknown, known));
    }
    return all.stream().filter(trainer -> wanted.get().contains(trainer.name())).toList();
  }
}
