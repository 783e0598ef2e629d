package io.novacron.dwcp.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.novacron.dwcp.common.config.ConfigReader;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.jobs.operate.ReportInput;
import io.novacron.dwcp.jobs.operate.ReportNights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The subcommand on a corpus of one file, with a night that only says what it measured. */
class BenchmarksTest {

  private static final String TEXT = "the same words again and again; ".repeat(64);

  @TempDir private Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Path> lakes = new ArrayList<>();

  @BeforeEach
  void writeTheCorpus() throws IOException {
    var corpus = Files.createDirectory(data.resolve("squash"));
    try (OutputStream file =
        new XZOutputStream(
            Files.newOutputStream(corpus.resolve("words.xz")), new LZMA2Options(0))) {
      file.write(TEXT.getBytes(UTF_8));
    }
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(data.resolve("squash-published-x.csv.gz")))) {
      file.write("dataset,plugin,codec,level,size\nwords,zlib,deflate,1,1\n".getBytes(UTF_8));
    }
  }

  private ReportInput night(Path payloads, Path lake) {
    assertThat(payloads).isEqualTo(data.resolve("squash"));
    assertThat(lake).isEmptyDirectory();
    lakes.add(lake);
    return ReportNights.full();
  }

  private ExitCode run(BiFunction<Path, Path, ReportInput> nights, Map<String, String> options) {
    var suite = ConfigReader.read(ConfigReader.load(List.of(), Map.of()), SuiteConfig.class);
    var arguments = new Arguments("benchmark", options, List.of(), Map.of());
    return new Benchmarks(new PrintStream(out, true, UTF_8), suite, nights).run(arguments);
  }

  private Map<String, String> compression() {
    return Map.of("suite", "compression", "data", data.toString());
  }

  @Test
  void printsALineForEachCodecOfEachFileAndForTheSelectorsNight() {
    var code = run(this::night, compression());

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(UTF_8).lines())
        .hasSize(11)
        .anyMatch(line -> line.matches("all files +deflate-1 .* published 1 floor -  missed"))
        .anyMatch(line -> line.matches("words +deflate-1 .* published 1 floor -  missed"))
        .anyMatch(line -> line.matches("words +zstd-1 .* published - floor -  absent"))
        .anyMatch(line -> line.matches(".* compression +tie_aware_accuracy +0\\.984 \\[.*"));
    assertThat(lakes).singleElement().satisfies(lake -> assertThat(lake).doesNotExist());
  }

  @Test
  void saysTheSameAsOneJsonObject() throws IOException {
    var options = Map.of("suite", "compression", "data", data.toString(), "output", "json");

    run(this::night, options);

    var rows = new ObjectMapper().readTree(out.toString(UTF_8)).get("rows");
    assertThat(rows).hasSize(11);
    assertThat(rows.get(0).get("metric").asText()).isEqualTo("compressed_bytes");
    assertThat(rows.get(0).get("published").asDouble()).isEqualTo(1);
    assertThat(rows.get(0).get("floor").isNull()).isTrue();
  }

  @Test
  void leavesNoFolderBehindWhenTheNightFails() {
    assertThatThrownBy(
            () ->
                run(
                    (payloads, lake) -> {
                      lakes.add(lake);
                      throw new InfraError("Cannot go on: disk full: 0 bytes; free some");
                    },
                    compression()))
        .isInstanceOf(InfraError.class);

    assertThat(lakes).singleElement().satisfies(lake -> assertThat(lake).doesNotExist());
  }

  @Test
  void refusesASuiteThatItDoesNotKnowAndOneWithoutItsData() {
    assertThatThrownBy(() -> run(this::night, Map.of("suite", "size")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(
            "no such suite: 'size'; use --suite compression, speed, reliability, forest, lstm, bandwidth or"
                + " consensus");
    assertThatThrownBy(() -> run(this::night, Map.of("suite", "compression")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("--data DIR");
  }
}
