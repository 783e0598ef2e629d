package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Candidates, verdicts and publications on a history in memory. */
final class Publications {

  private Publications() {}

  static final String MODEL = "compression";
  static final Judgement BLESSED = new Judgement("BLESSED", "{\"verdict\":\"BLESSED\"}");
  static final Judgement NOT_BLESSED =
      new Judgement("NOT_BLESSED", "{\"verdict\":\"NOT_BLESSED\"}");
  static final InfraCheck LOADS = folder -> Optional.empty();
  static final InfraCheck FAILS = folder -> Optional.of("no input named features");

  static RunStamp run(String id) {
    return new RunStamp(new RunId(id), LocalDate.of(2026, 1, 31));
  }

  static Map<String, byte[]> files(String text) {
    return Map.of("model.onnx", text.getBytes(UTF_8), "native/model.ubj", new byte[] {1, 2});
  }

  static Publication publication(
      MemoryHistory history, Path lake, InfraCheck check, Consumer<PublicationStep> reached) {
    return new Publication(registry(history, lake, reached), check, reached);
  }

  static Publication publication(MemoryHistory history, Path lake, InfraCheck check) {
    return publication(history, lake, check, step -> {});
  }

  static Registry registry(MemoryHistory history, Path lake, Consumer<PublicationStep> reached) {
    return new Registry(history, new ModelFolders(lake, reached));
  }

  static Registry registry(MemoryHistory history, Path lake) {
    return registry(history, lake, step -> {});
  }
}
