package io.novacron.dwcp.jobs.training.sequence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.run.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs that one training keeps: {@code epoch-0007/state.f32}, eight arrays of little-endian
 * float32 (parameters, mean, variance and average of the last and of the best epoch), and {@code
 * epoch-0007/manifest.json} with its digest and all numbers of the epochs so far.
 *
 * <p>An epoch is written aside and renamed whole, then the one before the last is deleted: the last
 * two are there. What does not match its digest is passed over for the one before.
 */
record CheckpointFolder(Path folder, String identity) {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);

  private static final int FORMAT = 2;
  private static final int KEPT = 2;
  private static final int ARRAYS = 8;
  private static final String PREFIX = "epoch-";
  private static final String ASIDE = ".aside";
  private static final String STATE = "state.f32";
  private static final String MANIFEST = "manifest.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * What stands beside the state.
   *
   * @param values values of each of the eight arrays
   * @param steps optimiser steps of the last epoch's state
   * @param bestSteps optimiser steps of the best epoch's state
   */
  private record Manifest(
      int format,
      String identity,
      int values,
      long steps,
      long bestSteps,
      int bestEpoch,
      List<EpochReport> epochs,
      String sha256) {}

  /**
   * Keeps an epoch.
   *
   * @throws InfraError when it cannot be written
   */
  void save(FitProgress progress) {
    var state = bytes(progress);
    var manifest =
        new Manifest(
            FORMAT,
            identity,
            progress.current().parameters.length,
            progress.current().steps,
            progress.best().steps,
            progress.bestEpoch(),
            progress.epochs(),
            Digests.sha256(state));
    var aside = folder.resolve(ASIDE);
    try {
      if (Files.exists(aside)) {
        Checkpoints.delete(aside);
      }
      Files.createDirectories(aside);
      Files.write(aside.resolve(STATE), state);
      Files.write(aside.resolve(MANIFEST), MAPPER.writeValueAsBytes(manifest));
      var target = folder.resolve(PREFIX + "%04d".formatted(progress.epochs().size()));
      if (Files.exists(target)) {
        Checkpoints.delete(target);
      }
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InfraError(
          "Cannot keep an epoch: the folder cannot be written: %s; check space and permissions"
              .formatted(folder),
          e);
    }
    newestFirst().stream().skip(KEPT).forEach(Checkpoints::delete);
  }

  /** The newest epoch that is whole. */
  Optional<FitProgress> newest() {
    return newestFirst().stream().map(this::read).flatMap(Optional::stream).findFirst();
  }

  private Optional<FitProgress> read(Path epoch) {
    try {
      var manifest = MAPPER.readValue(Files.readAllBytes(epoch.resolve(MANIFEST)), Manifest.class);
      var state = Files.readAllBytes(epoch.resolve(STATE));
      if (manifest.format() != FORMAT
          || !manifest.identity().equals(identity)
          || state.length != ARRAYS * Float.BYTES * (long) manifest.values()
          || !Digests.sha256(state).equals(manifest.sha256())) {
        LOG.warn("passing over a damaged checkpoint: {}", epoch);
        return Optional.empty();
      }
      return Optional.of(progress(manifest, state));
    } catch (IOException e) {
      LOG.warn("passing over a checkpoint that cannot be read: {}", epoch, e);
      return Optional.empty();
    }
  }

  private static FitProgress progress(Manifest manifest, byte[] state) {
    var values = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var arrays = new float[ARRAYS][manifest.values()];
    for (var array : arrays) {
      values.get(array);
    }
    return new FitProgress(
        manifest.epochs(),
        new NetworkState(arrays[0], arrays[1], arrays[2], arrays[3], manifest.steps()),
        new NetworkState(arrays[4], arrays[5], arrays[6], arrays[7], manifest.bestSteps()),
        manifest.bestEpoch());
  }

  private static byte[] bytes(FitProgress progress) {
    var current = progress.current();
    var best = progress.best();
    var arrays =
        List.of(
            current.parameters,
            current.mean,
            current.variance,
            current.averaged,
            best.parameters,
            best.mean,
            best.variance,
            best.averaged);
    var size = Math.multiplyExact(arrays.size() * Float.BYTES, current.parameters.length);
    var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    var floats = buffer.asFloatBuffer();
    arrays.forEach(floats::put);
    return buffer.array();
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith(PREFIX))
          .sorted(Comparator.comparing((Path path) -> path.getFileName().toString()).reversed())
          .toList();
    } catch (IOException e) {
      throw new InfraError(
          "Cannot look for checkpoints: the folder cannot be read: " + folder + "; check it", e);
    }
  }
}
