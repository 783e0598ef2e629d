package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.error.InfraError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * scikit-learn's isolation forest in a process of its own, which holds the rows as float32 and fits
 * when it is told to.
 *
 * @param python name of the interpreter on the search path
 * @param scratch an empty folder for the rows, and for the packages where they are not installed
 */
record ScikitFit(String python, Path scratch) {

  /** What is compared with, as pip names it. */
  private static final String PACKAGE = "scikit-learn==1.9.1";

  private static final String SCRIPT = "/benchmark/scikit_fit.py";

  /**
   * The process with {@code rows} loaded; empty without Python, or where the package can neither be
   * found nor installed.
   */
  Optional<Running> start(Dataset<Row> rows) {
    try {
      Files.createDirectories(scratch);
      var script = Files.write(scratch.resolve("fit.py"), script());
      var interpreter = interpreter(script);
      if (interpreter.isEmpty()) {
        return Optional.empty();
      }
      var folder = Files.createDirectories(scratch.resolve("rows"));
      rows.foreachPartition(new Floats(folder.toString()));
      return Optional.of(
          new Running(
              process(
                  List.of(
                      interpreter.get(),
                      script.toString(),
                      folder.toString(),
                      Integer.toString(rows.columns().length)))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] script() throws IOException {
    try (var in = Objects.requireNonNull(ScikitFit.class.getResourceAsStream(SCRIPT))) {
      return in.readAllBytes();
    }
  }

  /** One that has the package: the named one, or that of an environment made for it. */
  private Optional<String> interpreter(Path script) throws IOException {
    var version = PACKAGE.substring(PACKAGE.indexOf("==") + 2);
    if (succeeds(List.of(python, script.toString(), "--has", version))) {
      return Optional.of(python);
    }
    var made = scratch.resolve("venv");
    var own = made.resolve("bin").resolve("python").toString();
    var installed =
        succeeds(List.of(python, "-m", "venv", made.toString()))
            && succeeds(List.of(own, "-m", "pip", "install", "-q", PACKAGE));
    return installed ? Optional.of(own) : Optional.empty();
  }

  private boolean succeeds(List<String> words) throws IOException {
    var output = Files.createTempFile(scratch, "python-", ".txt").toFile();
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output).start();
    process.getOutputStream().close();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraError("Cannot measure scikit-learn: interrupted; run again", e);
    }
  }

  private Process process(List<String> words) throws IOException {
    var errors = scratch.resolve("errors.txt").toFile();
    return new ProcessBuilder(words).redirectError(errors).start();
  }

  /** Each partition's numbers in a file, float32, little end first, row after row. */
  private record Floats(String folder) implements ForeachPartitionFunction<Row> {

    @Override
    public void call(java.util.Iterator<Row> rows) throws IOException {
      var file = Path.of(folder, "part-%05d.f32".formatted(TaskContext.getPartitionId()));
      try (var out = Files.newOutputStream(file);
          var buffered = new java.io.BufferedOutputStream(out)) {
        while (rows.hasNext()) {
          var row = rows.next();
          var bytes = ByteBuffer.allocate(row.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          for (var i = 0; i < row.size(); i++) {
            bytes.putFloat((float) row.getDouble(i));
          }
          buffered.write(bytes.array());
        }
      }
    }
  }

  /** The process, waiting for seeds. */
  static final class Running implements AutoCloseable {

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    Running(Process process) {
      this.process = process;
      this.questions = process.outputWriter(StandardCharsets.UTF_8);
      this.answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** How long a fit takes by the process' own clock, s. */
    double seconds(int seed) {
      var said = new ArrayList<String>();
      try {
        questions.write(seed + "\n");
        questions.flush();
        var line = answers.readLine();
        if (line != null) {
          said.add(line);
          return Double.parseDouble(line);
        }
      } catch (IOException | NumberFormatException e) {
        throw new InfraError(
            "Cannot measure scikit-learn: it says %s; run again".formatted(said), e);
      }
      throw new InfraError("Cannot measure scikit-learn: it ended; see its errors in the scratch");
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
