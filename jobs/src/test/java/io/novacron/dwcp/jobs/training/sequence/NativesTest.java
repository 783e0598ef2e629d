package io.novacron.dwcp.jobs.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.InfraError;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NativesTest {

  private static final String ENGINE = "djl_version=0.35.1\npytorch_version=2.7.1";
  private static final Map<String, String> WHOLE =
      Map.of(
          "pytorch-engine.properties", ENGINE,
          "native/lib/pytorch.properties", "version=2.7.1-20250812",
          "jnilib/pytorch.properties", "jni_version=2.7.1-0.35.1");

  /** A class path on which only these resources are. */
  private static ClassLoader with(Map<String, String> resources) {
    return new ClassLoader(null) {
      @Override
      public @Nullable InputStream getResourceAsStream(String name) {
        var text = resources.get(name);
        return text == null ? null : new ByteArrayInputStream(bytes(text));
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ClassLoader changed(String resource, String content) {
    var resources = new java.util.HashMap<>(WHOLE);
    resources.put(resource, content);
    return with(resources);
  }

  private static ClassLoader without(String resource) {
    var resources = new java.util.HashMap<>(WHOLE);
    resources.remove(resource);
    return with(resources);
  }

  @Test
  void acceptsNativesOfTheEnginesVersion() {
    assertThatCode(() -> Natives.requireVersions(with(WHOLE))).doesNotThrowAnyException();
    assertThatCode(() -> Natives.requireVersions(getClass().getClassLoader()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesMissingNativesInOneSentence() {
    assertThatThrownBy(() -> Natives.requireVersions(without("native/lib/pytorch.properties")))
        .isInstanceOf(InfraError.class)
        .hasMessage(
            "Cannot train sequences: PyTorch's natives are incomplete: no pytorch-native-cpu 2.7.1 on the class path; put it into the folder of dependencies");
    assertThatThrownBy(() -> Natives.requireVersions(without("jnilib/pytorch.properties")))
        .hasMessageContaining("no pytorch-jni 2.7.1 on the class path");
    assertThatThrownBy(() -> Natives.requireVersions(without("pytorch-engine.properties")))
        .hasMessageContaining("no pytorch-engine on the class path");
  }

  @Test
  void refusesNativesOfAnotherVersionInOneSentence() {
    assertThatThrownBy(
            () ->
                Natives.requireVersions(
                    changed("native/lib/pytorch.properties", "version=2.7.10-1")))
        .isInstanceOf(InfraError.class)
        .hasMessage(
            "Cannot train sequences: pytorch-native-cpu is of another version than the engine wants: 2.7.10-1; put 2.7.1 into the folder of dependencies");
    assertThatThrownBy(
            () ->
                Natives.requireVersions(
                    changed("jnilib/pytorch.properties", "jni_version=2.7.1-0.34.0")))
        .hasMessageContaining("pytorch-jni is of another version")
        .hasMessageContaining("put 2.7.1-0.35.1");
  }

  @Test
  void saysWhichResourceCannotBeRead() {
    var broken =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("torn");
              }
            };
          }
        };

    assertThatThrownBy(() -> Natives.requireVersions(broken))
        .isInstanceOf(InfraError.class)
        .hasMessageContaining("pytorch-engine.properties");
  }

  @Test
  void usesAsManyThreadsAsItIsTold() {
    var engine = Natives.engine(1);

    assertThat(engine.getVersion()).startsWith("2.7.1");
    assertThat(Boolean.getBoolean("ai.djl.offline")).isTrue();
  }
}
