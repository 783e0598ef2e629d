package io.novacron.dwcp.jobs.training.sequence;

import io.novacron.dwcp.jobs.export.LstmSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Root mean squares of what a network sees and is to answer, over the training part; 1 for a
 * channel that is always 0. Summed in double precision in one order. A target that never left its
 * anchor has size 0, and is forecast as its anchor.
 *
 * <p>A network trained on evened shards answers the same on plain ones when the columns of its
 * first layer are divided by its channels' sizes and the rows of its head multiplied by its
 * targets'.
 *
 * @param channels one size a channel
 * @param targets one size a target
 */
record ColumnSizes(LstmSpec spec, List<Float> channels, List<Float> targets)
    implements Serializable {

  ColumnSizes {
    channels = List.copyOf(channels);
    targets = List.copyOf(targets);
  }

  /** Sizes of encoded shards: one pass. */
  static ColumnSizes of(JavaRDD<Shard> shards, LstmSpec spec) {
    var channels = spec.channels();
    var width = channels + spec.targets().size();
    var sums = PairwiseSum.over(shards, shard -> sums(shard, spec));
    var sizes = new ArrayList<Float>();
    for (var i = 0; i < width; i++) {
      var rows = sums[width] * (i < channels ? spec.steps() : 1);
      var size = (float) Math.sqrt(sums[i] / Math.max(1, rows));
      sizes.add(size > 0 || i >= channels ? size : 1);
    }
    return new ColumnSizes(spec, sizes.subList(0, channels), sizes.subList(channels, width));
  }

  private static double[] sums(Shard shard, LstmSpec spec) {
    var channels = spec.channels();
    var targets = spec.targets().size();
    var sums = new double[channels + targets + 1];
    for (var i = 0; i < shard.inputs.length; i++) {
      sums[i % channels] += (double) shard.inputs[i] * shard.inputs[i];
    }
    for (var i = 0; i < shard.targets.length; i++) {
      sums[channels + i % targets] += (double) shard.targets[i] * shard.targets[i];
    }
    sums[channels + targets] = shard.rows;
    return sums;
  }

  /** The shard with every column over its size. */
  Shard even(Shard shard) {
    var inputs = shard.inputs.clone();
    for (var i = 0; i < inputs.length; i++) {
      inputs[i] /= channels.get(i % channels.size());
    }
    var even = shard.targets.clone();
    for (var i = 0; i < even.length; i++) {
      var size = targets.get(i % targets.size());
      even[i] /= size > 0 ? size : 1;
    }
    return new Shard(shard.index, inputs, shard.mask, even, shard.weights);
  }

  /** The weights for plain rows of a network that was trained on evened ones. */
  float[] foldedInto(float[] weights) {
    var folded = weights.clone();
    for (var i = 0; i < 4 * spec.size().hidden() * channels.size(); i++) {
      folded[i] /= channels.get(i % channels.size());
    }
    var below = spec.size().dense() > 0 ? spec.size().dense() : spec.size().hidden();
    var bias = folded.length - spec.headValues();
    var head = bias - spec.headValues() * below;
    for (var number = 0; number < spec.headValues(); number++) {
      var size = targets.get(number % targets.size());
      for (var i = 0; i < below; i++) {
        folded[head + number * below + i] *= size;
      }
      folded[bias + number] *= size;
    }
    return folded;
  }
}
