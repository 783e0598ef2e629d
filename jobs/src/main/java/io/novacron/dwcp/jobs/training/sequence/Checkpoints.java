package io.novacron.dwcp.jobs.training.sequence;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a training keeps its epochs.
 *
 * @param folder a folder of the lake; empty for none
 */
public record Checkpoints(Optional<Path> folder) {

  /** Keeps nothing: a killed training begins again. */
  public static Checkpoints none() {
    return new Checkpoints(Optional.empty());
  }

  /** Keeps epochs below {@code folder}. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(Optional.of(folder));
  }
}
