package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.SuiteException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkException;

/** Says of a failed job what its task said. */
final class SparkFailure {

  private SparkFailure() {}

  /**
   * Runs a Spark action.
   *
   * @throws SuiteException the one that a task failed with
   * @throws InfraError when tasks were lost as often as Spark tries again
   */
  static <T> T explained(Callable<T> action) {
    try {
      return action.call();
    } catch (SparkException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SuiteException foreseen) {
          throw foreseen;
        }
      }
      if (e.getCause() != null) {
        throw new IllegalStateException("a task of a training failed", e);
      }
      throw new InfraError(
          "Cannot train on sequences: the cluster lost a task too often; look at its executors", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
