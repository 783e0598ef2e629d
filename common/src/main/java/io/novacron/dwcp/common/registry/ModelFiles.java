package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A version with its folder, every file of which was verified just before. */
public record ModelFiles(ModelVersion version, Path folder) {

  /**
   * The bytes of one of the model's files.
   *
   * @throws DataError when the folder has no such file
   */
  public byte[] bytes(String name) {
    var file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new DataError(
          "Cannot load model: its folder has no file %s: %s; train again with this suite's version"
              .formatted(name, folder));
    }
    return read(file);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InfraError("Cannot read " + file + ": it cannot be read; check the file", e);
    }
  }
}
