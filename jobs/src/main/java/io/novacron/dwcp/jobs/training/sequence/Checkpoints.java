package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where trainings keep their epochs, so that a killed one goes on with the bits that it had.
 *
 * <p>A training has a folder of its own below this one, named by all that it depends on: network,
 * configuration, seed and rows. Another seed, another row or another setting is another training.
 *
 * @param folder a folder of the lake; empty to keep nothing
 */
public record Checkpoints(Optional<Path> folder) {

  /** Keeps nothing: a killed training begins again. */
  public static Checkpoints none() {
    return new Checkpoints(Optional.empty());
  }

  /** Keeps epochs below {@code folder}, which need not exist yet. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(Optional.of(folder));
  }

  /**
   * Deletes the folder with all trainings below it: for who has made use of their results.
   *
   * @throws InfraError when it cannot be deleted
   */
  public void discard() {
    folder.filter(Files::exists).ifPresent(Checkpoints::delete);
  }

  /** What one training keeps. */
  Optional<CheckpointFolder> of(String identity) {
    return folder.map(parent -> new CheckpointFolder(parent.resolve(identity), identity));
  }

  static void delete(Path tree) {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new InfraError(
          "Cannot delete checkpoints: the folder cannot be changed: " + tree + "; delete it", e);
    }
  }
}
