package io.novacron.dwcp.jobs.model.reliability;

import com.linkedin.relevance.isolationforest.IsolationForest;
import com.linkedin.relevance.isolationforest.IsolationForestModel;
import com.linkedin.relevance.isolationforest.Nodes;
import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.jobs.export.Forest;
import io.novacron.dwcp.jobs.export.ForestModel;
import io.novacron.dwcp.jobs.export.RobustScaling;
import io.novacron.dwcp.jobs.export.TensorSpec.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Grows an isolation forest with LinkedIn's library on a bounded sample and turns it into a {@link
 * ForestModel}.
 *
 * <p>Definition: {@link FitSample} takes the rows, {@link RobustScaling} is computed on them, and
 * the library grows the trees on the scaled rows and the {@link GrowthPass background}, each on a
 * random part of them. Nothing that the library scores or stores is used.
 *
 * <p>Shape: rows with the key and one numeric column a feature, null or NaN = missing. Cost: the
 * sample's; what follows does not grow with the rows. The same rows, configuration and seed give
 * the same bytes, whatever the partitions.
 *
 * <p>Source: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008; LinkedIn isolation-forest 3.0.5
 * (BSD-2-Clause).
 */
public final class ForestFit {

  private static final float NO_ALARM = 1f;

  private final List<Field> features;
  private final List<String> key;
  private final ForestConfig config;

  /**
   * A fit.
   *
   * @param features input columns with their units, in order
   * @param key columns that name a row
   */
  public ForestFit(List<Field> features, List<String> key, ForestConfig config) {
    this.features = List.copyOf(features);
    this.key = List.copyOf(key);
    this.config = config;
  }

  /**
   * The model of {@code rows}; its threshold is 1, which no row reaches, until one is chosen.
   *
   * @throws DataError when there are fewer than two rows
   */
  public ForestModel fit(Dataset<Row> rows, long seed) {
    var names = features.stream().map(Field::name).toList();
    var sample = new FitSample(key, config.sampleRows(), Seeds.derive(seed, "forest-sample"));
    var values =
        FeatureMatrix.arrays(sample.of(rows), names).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var scaling = scaling(values);
      var growth = new GrowthPass(scaling, config.backgroundShare(), seed);
      var vectors = values.mapPartitions(growth, Encoders.row(GrowthPass.SCHEMA));
      return new ForestModel(features, scaling, grow(vectors, seed), NO_ALARM);
    } finally {
      values.unpersist();
    }
  }

  private RobustScaling scaling(Dataset<Row> values) {
    var width = features.size();
    var limit = (float) config.scaleLimit();
    var scalings =
        values
            .mapPartitions(new ScalingPass(width, limit), Encoders.row(ScalingPass.SCHEMA))
            .takeAsList(1);
    if (scalings.isEmpty()) {
      throw new DataError("Cannot grow a forest: no rows to grow it on: 0; look at earlier dates");
    }
    var row = scalings.get(0);
    return new RobustScaling(row.getList(0), row.getList(1), limit);
  }

  private Forest grow(Dataset<Row> vectors, long seed) {
    var count = vectors.count();
    if (count < 2) {
      throw new DataError(
          "Cannot grow a forest: too few rows to grow it on: %d; look at earlier dates"
              .formatted(count));
    }
    var library = new IsolationForest();
    library.setNumEstimators(config.trees());
    library.setMaxSamples((double) Math.min(config.samples(), count));
    library.setMaxFeatures(config.columnShare());
    library.setBootstrap(false);
    library.setFeaturesCol(GrowthPass.VECTOR);
    library.setRandomSeed(Seeds.derive(seed, "forest-trees") & Long.MAX_VALUE);
    return converted(library.fit(vectors), features.size());
  }

  /**
   * The library's trees as flat arrays; the library's own number is of what a tree may split on.
   */
  static Forest converted(IsolationForestModel model, int features) {
    var trees = new ArrayList<List<Forest.Node>>();
    for (var tree : model.isolationTrees()) {
      var nodes = new ArrayList<Forest.Node>();
      add(tree.node(), nodes);
      trees.add(nodes);
    }
    return Forest.of(features, model.getNumSamples(), trees);
  }

  /** Appends a subtree, its root first; returns the root's index. */
  private static int add(Nodes.Node node, List<Forest.Node> nodes) {
    var index = nodes.size();
    if (node instanceof Nodes.InternalNode split) {
      nodes.add(Forest.Node.leaf(0));
      var left = add(split.leftChild(), nodes);
      var right = add(split.rightChild(), nodes);
      var border = roundedUp(split.splitValue());
      nodes.set(index, new Forest.Node(split.splitAttribute(), border, left, right, 0));
    } else {
      nodes.add(Forest.Node.leaf(((Nodes.ExternalNode) node).numInstances()));
    }
    return index;
  }

  /**
   * The smallest float32 that is not below a border: every float32 lies on the same side of both.
   */
  static float roundedUp(double border) {
    var nearest = (float) border;
    return nearest < border ? Math.nextUp(nearest) : nearest;
  }
}
