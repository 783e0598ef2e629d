package io.novacron.dwcp.common.registry;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads a model from its published folder the way the runtime does, before any alias points to it.
 */
@FunctionalInterface
public interface InfraCheck {

  /**
   * What keeps the model from serving, in one sentence, or nothing.
   *
   * <p>A returned problem is stored as {@code INFRA_NOT_BLESSED} for good; so throw {@code
   * InfraError} where a later try may succeed.
   */
  Optional<String> problem(Path folder);
}
