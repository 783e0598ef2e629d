package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.jobs.export.LstmSpec;
import io.novacron.dwcp.jobs.export.WindowScaling;
import java.util.ArrayList;
import org.apache.spark.api.java.JavaRDD;

/**
 * Means and deviations of raw windows and targets: mean in one pass, mean square of the difference
 * from it in another, both summed in double precision in one order. Windows overlap, so that a
 * sample counts as often as it is in a window. NaN is left out.
 */
final class WindowMoments {

  /** A column that never changes is scaled by this; it is 0 everywhere in the training part. */
  private static final float CONSTANT = 1;

  private WindowMoments() {}

  static WindowScaling scaling(JavaRDD<Shard> shards, LstmSpec spec, float floor) {
    var width = spec.inputs().size() + spec.targets().size();
    var first = sums(shards, spec, new double[width]);
    var means = new double[width];
    for (var i = 0; i < width; i++) {
      if (first[i] == 0) {
        throw new DataError(
            "Cannot train %s: never observed in the training part: %s; look at earlier dates"
                .formatted(spec.name(), name(spec, i)));
      }
      means[i] = first[width + i] / first[i];
    }
    var second = sums(shards, spec, means);
    var centres = new ArrayList<Float>();
    var deviations = new ArrayList<Float>();
    for (var i = 0; i < width; i++) {
      var deviation = (float) Math.sqrt(second[2 * width + i] / first[i]);
      centres.add((float) means[i]);
      deviations.add(deviation > 0 ? deviation : CONSTANT);
    }
    return new WindowScaling(spec, centres, deviations, floor);
  }

  /** By column: counts, sums of differences from the origin, sums of their squares. */
  private static double[] sums(JavaRDD<Shard> shards, LstmSpec spec, double[] origin) {
    return PairwiseSum.over(shards, shard -> sums(shard, spec, origin));
  }

  private static double[] sums(Shard shard, LstmSpec spec, double[] origin) {
    var inputs = spec.inputs().size();
    var targets = spec.targets().size();
    var sums = new double[3 * (inputs + targets)];
    for (var at = 0; at < shard.inputs.length; at++) {
      add(sums, at % inputs, shard.inputs[at], origin);
    }
    var width = shard.rows == 0 ? 1 : shard.targets.length / shard.rows;
    for (var at = 0; at < shard.targets.length; at++) {
      if (at % width < targets) {
        add(sums, inputs + at % width, shard.targets[at], origin);
      }
    }
    return sums;
  }

  private static void add(double[] sums, int column, float value, double[] origin) {
    if (!Float.isNaN(value)) {
      double difference = value - origin[column];
      sums[column]++;
      sums[origin.length + column] += difference;
      sums[2 * origin.length + column] += difference * difference;
    }
  }

  private static String name(LstmSpec spec, int column) {
    var inputs = spec.inputs().size();
    return column < inputs
        ? spec.inputs().get(column).field().name()
        : spec.targets().get(column - inputs).field().name();
  }
}
