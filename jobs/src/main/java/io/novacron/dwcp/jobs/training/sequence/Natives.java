package io.novacron.dwcp.jobs.training.sequence;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;

/**
 * PyTorch's native libraries: from the class path only, never from the network, and only of the
 * version that the engine was built for.
 *
 * <p>The engine unpacks them, 448 MB, into the folder that the system property {@code
 * ENGINE_CACHE_DIR} names, once for every version.
 */
final class Natives {

  private static final String LIBRARY = "native/lib/pytorch.properties";
  private static final String BINDING = "jnilib/pytorch.properties";
  private static final String ENGINE = "pytorch-engine.properties";

  private Natives() {}

  /**
   * The engine, loaded at the first call of the process.
   *
   * @param threads threads of one operator, in the whole process
   * @throws InfraError when a library is missing, of another version, or does not load
   */
  static Engine engine(int threads) {
    requireVersions(Natives.class.getClassLoader());
    System.setProperty("ai.djl.offline", "true");
    try {
      var engine = Engine.getEngine(PtEngine.ENGINE_NAME);
      if (JniUtils.getNumThreads() != threads) {
        JniUtils.setNumThreads(threads);
      }
      return engine;
    } catch (EngineException | LinkageError e) {
      throw new InfraError(
          "Cannot train sequences: PyTorch's native library does not load: %s; check free space of ENGINE_CACHE_DIR and the platform"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Refuses a class path without the libraries or with libraries of different versions. */
  static void requireVersions(ClassLoader classes) {
    var engine = required(classes, ENGINE, "djl_version", "pytorch-engine");
    var wanted = required(classes, ENGINE, "pytorch_version", "pytorch-engine");
    var library = required(classes, LIBRARY, "version", "pytorch-native-cpu " + wanted);
    var binding = required(classes, BINDING, "jni_version", "pytorch-jni " + wanted);
    if (!library.equals(wanted) && !library.startsWith(wanted + "-")) {
      throw otherVersion("pytorch-native-cpu", library, wanted);
    }
    if (!binding.equals(wanted + "-" + engine)) {
      throw otherVersion("pytorch-jni", binding, wanted + "-" + engine);
    }
  }

  private static InfraError otherVersion(String artifact, String found, String wanted) {
    return new InfraError(
        "Cannot train sequences: %s is of another version than the engine wants: %s; put %s into the folder of dependencies"
            .formatted(artifact, found, wanted));
  }

  private static String required(
      ClassLoader classes, String resource, String name, String artifact) {
    return property(classes, resource, name)
        .orElseThrow(
            () ->
                new InfraError(
                    "Cannot train sequences: PyTorch's natives are incomplete: no %s on the class path; put it into the folder of dependencies"
                        .formatted(artifact)));
  }

  private static Optional<String> property(ClassLoader classes, String resource, String name) {
    try (var in = classes.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      var properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty(name));
    } catch (IOException e) {
      throw new InfraError(
          "Cannot train sequences: cannot read " + resource + "; check the class path", e);
    }
  }
}
