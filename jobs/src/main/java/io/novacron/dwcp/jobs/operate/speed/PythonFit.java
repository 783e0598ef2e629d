package io.novacron.dwcp.jobs.operate.speed;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.FloatMatrix;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fit of a Python package in a process of its own, which holds the rows as float32 and fits when
 * it is told to.
 *
 * @param peer what fits
 * @param python name of the interpreter on the search path
 * @param scratch an empty folder for the rows, and for the packages where they are not installed
 */
record PythonFit(Peer peer, String python, Path scratch) {

  /** What is compared with: its name, the package as pip names it, the script that runs it. */
  enum Peer {
    /** The isolation forest: it is told seeds. */
    SCIKIT("scikit-learn", "scikit-learn==1.9.1", "/benchmark/scikit_fit.py"),
    /** An LSTM: it is told numbers of epochs. */
    TORCH("PyTorch", "torch==2.7.1", "/benchmark/torch_fit.py");

    private final String title;
    private final String requirement;
    private final String script;

    Peer(String title, String requirement, String script) {
      this.title = title;
      this.requirement = requirement;
      this.script = script;
    }
  }

  /**
   * The process with {@code rows} loaded; empty without Python, or where the package can neither be
   * found nor installed.
   *
   * @param rows numbers only, all double
   * @param more further words of the script's command line
   */
  Optional<Running> start(Dataset<Row> rows, int... more) {
    try {
      Files.createDirectories(scratch);
      var script = Files.write(scratch.resolve("fit.py"), script());
      var interpreter = interpreter(script);
      if (interpreter.isEmpty()) {
        return Optional.empty();
      }
      var folder = Files.createDirectories(scratch.resolve("rows"));
      rows.foreachPartition(new Floats(folder.toString()));
      var words = new ArrayList<String>();
      words.addAll(List.of(interpreter.get(), script.toString(), folder.toString()));
      words.add(Integer.toString(rows.columns().length));
      Arrays.stream(more).mapToObj(Integer::toString).forEach(words::add);
      return Optional.of(new Running(peer.title, folder, process(words)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] script() throws IOException {
    try (var in = Objects.requireNonNull(PythonFit.class.getResourceAsStream(peer.script))) {
      return in.readAllBytes();
    }
  }

  /** One that has the package: the named one, or that of an environment made for it. */
  private Optional<String> interpreter(Path script) throws IOException {
    var version = peer.requirement.substring(peer.requirement.indexOf("==") + 2);
    if (succeeds(List.of(python, script.toString(), "--has", version))) {
      return Optional.of(python);
    }
    var made = scratch.resolve("venv");
    var own = made.resolve("bin").resolve("python").toString();
    var installed =
        succeeds(List.of(python, "-m", "venv", made.toString()))
            && succeeds(List.of(own, "-m", "pip", "install", "-q", peer.requirement));
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
      throw new InfraError("Cannot measure " + peer.title + ": interrupted; run again", e);
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

  /** The process, waiting to be told. */
  static final class Running implements AutoCloseable {

    private final String title;
    private final Path folder;
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    Running(String title, Path folder, Process process) {
      this.title = title;
      this.folder = folder;
      this.process = process;
      this.questions = process.outputWriter(StandardCharsets.UTF_8);
      this.answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The rows that the process holds, as it read them. */
    FloatMatrix rows(int columns) {
      try (var files = Files.list(folder)) {
        var parts = files.sorted().toList();
        var bytes = 0L;
        for (var part : parts) {
          bytes += Files.size(part);
        }
        var values = new float[Math.toIntExact(bytes / Float.BYTES)];
        var filled = 0;
        for (var part : parts) {
          var numbers =
              ByteBuffer.wrap(Files.readAllBytes(part))
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .asFloatBuffer();
          var count = numbers.remaining();
          numbers.get(values, filled, count);
          filled += count;
        }
        return FloatMatrix.of(values, columns);
      } catch (IOException e) {
        throw new InfraError(
            "Cannot measure %s: its rows cannot be read: %s; run again".formatted(title, folder),
            e);
      }
    }

    /**
     * How long a fit takes by the process' own clock, s.
     *
     * @param more further words of the question
     */
    double seconds(int told, String... more) {
      var said = new ArrayList<String>();
      try {
        questions.write((told + " " + String.join(" ", more)).strip() + "\n");
        questions.flush();
        var line = answers.readLine();
        if (line != null) {
          said.add(line);
          return Double.parseDouble(line);
        }
      } catch (IOException | NumberFormatException e) {
        throw new InfraError("Cannot measure %s: it says %s; run again".formatted(title, said), e);
      }
      throw new InfraError(
          "Cannot measure %s: it ended; see its errors in the scratch".formatted(title));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
