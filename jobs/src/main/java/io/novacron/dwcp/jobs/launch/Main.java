package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.SuiteException;
import io.novacron.dwcp.jobs.training.Trainer;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one entry point: a subcommand and its options in, an exit code out.
 *
 * <p>People read standard error, machines read standard output.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] words) {
    var code = run(List.of(words), System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  /** Runs a command line and returns its exit code; nothing escapes. */
  public static int run(List<String> words, PrintStream out, PrintStream err) {
    return run(words, out, err, ModelsConfig::trainers);
  }

  /** The same with other models on the same path. */
  static int run(
      List<String> words,
      PrintStream out,
      PrintStream err,
      Function<ModelsConfig, List<Trainer>> models) {
    try {
      return new Commands(out, err, models).run(new CommandLine(out).parse(words)).code();
    } catch (CommandLine.Finished finished) {
      return ExitCode.DONE.code();
    } catch (SuiteException foreseen) {
      err.println(foreseen.getMessage());
      LOG.debug("cause", foreseen);
      return foreseen.exitCode();
    } catch (Exception bug) {
      LOG.error("This is a bug of dwcp-training; please report it with the lines below", bug);
      return ExitCode.BUG.code();
    }
  }
}
