package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.training.Trainer;
import java.util.List;
import java.util.Optional;

/** Picks models by name. */
final class Trainers {

  private Trainers() {}

  /**
   * What {@code --model} or {@code --models} name, in the order of the night; all when neither is
   * given. A name before a hyphen stands for all models that begin so: {@code bandwidth} for {@code
   * bandwidth-datacenter} and {@code bandwidth-internet}.
   *
   * @throws UsageError naming every unknown model, or when both options are given
   */
  static List<Trainer> chosen(List<Trainer> all, Arguments arguments) {
    var one = arguments.option("model").map(List::of);
    var several = arguments.option("models").map(names -> List.of(names.split(",", -1)));
    if (one.isPresent() && several.isPresent()) {
      throw new UsageError(
          "Cannot choose models: --model stands beside --models: %s; give one of them"
              .formatted(one.get().get(0)));
    }
    return named(all, one.or(() -> several));
  }

  private static List<Trainer> named(List<Trainer> all, Optional<List<String>> wanted) {
    if (wanted.isEmpty()) {
      return all;
    }
    var known = all.stream().map(Trainer::name).toList();
    var unknown =
        wanted.get().stream()
            .filter(name -> known.stream().noneMatch(model -> stands(name, model)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UsageError(
          "Cannot choose models: unknown: %s; use some of %s, or name more in models.enabled"
              .formatted(unknown, known));
    }
    return all.stream()
        .filter(trainer -> wanted.get().stream().anyMatch(name -> stands(name, trainer.name())))
        .toList();
  }

  private static boolean stands(String name, String model) {
    return model.equals(name) || model.startsWith(name + "-");
  }
}
