package io.novacron.dwcp.jobs.training.sequence;

import java.io.Serializable;

/**
 * How a network is trained.
 *
 * @param epochs how long
 * @param batchRows rows of an optimiser step
 * @param adam the optimiser
 * @param schedule how the learning rate falls
 * @param spread how the work is shared
 */
public record SequenceFitConfig(
    Epochs epochs, int batchRows, Adam adam, Schedule schedule, Spread spread)
    implements Serializable {

  /**
   * When training ends; the parameters of the epoch with the least validation loss are kept.
   *
   * @param most epochs at most
   * @param patience epochs without a better validation loss after which it ends early
   * @param minImprovement share by which a loss must be below the best one to be better
   */
  public record Epochs(int most, int patience, double minImprovement) implements Serializable {

    public Epochs {
      require(most >= 1, "epochs.most", most, "set at least 1");
      require(patience >= 1, "epochs.patience", patience, "set at least 1");
      require(
          minImprovement >= 0 && minImprovement < 1,
          "epochs.min-improvement",
          minImprovement,
          "set a share in [0, 1)");
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019).
   *
   * @param learningRate step size before the schedule
   * @param beta1 memory of the gradient's mean
   * @param beta2 memory of the gradient's square
   * @param epsilon added to the root of the square
   * @param weightDecay share of a parameter that a step of size 1 would take away; 0 for none
   * @param clipNorm largest norm of a step's gradient
   */
  public record Adam(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      double clipNorm)
      implements Serializable {

    public Adam {
      require(
          learningRate > 0 && learningRate <= 1, "adam.learning-rate", learningRate, "set (0, 1]");
      require(beta1 >= 0 && beta1 < 1, "adam.beta1", beta1, "set [0, 1)");
      require(beta2 >= 0 && beta2 < 1, "adam.beta2", beta2, "set [0, 1)");
      require(epsilon > 0, "adam.epsilon", epsilon, "set a number above 0");
      require(weightDecay >= 0 && weightDecay < 1, "adam.weight-decay", weightDecay, "set [0, 1)");
      require(clipNorm > 0, "adam.clip-norm", clipNorm, "set a number above 0");
    }
  }

  /** How the learning rate changes from epoch to epoch. */
  public enum Shape {
    /** It stays. */
    CONSTANT,
    /** It falls along half a cosine over all epochs. */
    COSINE,
    /** It is multiplied by the factor whenever the validation loss has rested. */
    PLATEAU
  }

  /**
   * The learning rate's course, epoch by epoch.
   *
   * @param shape its form
   * @param warmupEpochs first epochs in which it rises evenly
   * @param floor least rate, over the initial one
   * @param factor PLATEAU: what it is multiplied by
   * @param rest PLATEAU: epochs without a better loss before it is
   */
  public record Schedule(Shape shape, int warmupEpochs, double floor, double factor, int rest)
      implements Serializable {

    public Schedule {
      require(warmupEpochs >= 0, "schedule.warmup-epochs", warmupEpochs, "set at least 0");
      require(floor >= 0 && floor <= 1, "schedule.floor", floor, "set a share in [0, 1]");
      require(factor > 0 && factor <= 1, "schedule.factor", factor, "set (0, 1]");
      require(rest >= 1, "schedule.rest", rest, "set at least 1");
    }
  }

  /**
   * How the work is shared.
   *
   * @param workers partitions that train side by side; another number is another model
   * @param threads threads of one operator in a task
   * @param averageEverySteps steps after which parameters are averaged; 0 for once an epoch
   */
  public record Spread(int workers, int threads, int averageEverySteps) implements Serializable {

    public Spread {
      require(workers >= 1 && workers <= 1024, "spread.workers", workers, "set 1 to 1024");
      require(threads >= 1 && threads <= 256, "spread.threads", threads, "set 1 to 256");
      require(
          averageEverySteps >= 0,
          "spread.average-every-steps",
          averageEverySteps,
          "set at least 0");
    }
  }

  public SequenceFitConfig {
    require(batchRows >= 1 && batchRows <= 65_536, "batch-rows", batchRows, "set 1 to 65536");
  }

  private static void require(boolean holds, String key, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s; %s".formatted(key, value, remedy));
    }
  }
}
