package io.novacron.dwcp.jobs.model.compression;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.export.ExportedModel;
import io.novacron.dwcp.jobs.export.FloatMatrix;
import io.novacron.dwcp.jobs.export.ModelFolder;
import io.novacron.dwcp.jobs.export.Parity;
import io.novacron.dwcp.jobs.export.SelectorGraph;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import io.novacron.dwcp.jobs.export.TreeEnsemble;
import io.novacron.dwcp.jobs.export.TreesToOnnx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A selector as native boosters in JSON and the numbers around them: regressors of sizes and work,
 * one of each for each packed candidate (none in the plain variant), and the booster that chooses.
 */
final class SelectorParts {

  private final SelectorSpec spec;
  private final List<byte[]> sizes;
  private final byte[] classes;
  private final List<TreeEnsemble> sizeTrees;
  private final TreeEnsemble classTrees;

  private SelectorParts(SelectorSpec spec, List<byte[]> sizes, byte[] classes) {
    this(
        spec,
        sizes,
        classes,
        sizes.stream().map(TreesToOnnx::trees).toList(),
        TreesToOnnx.trees(classes));
  }

  private SelectorParts(
      SelectorSpec spec,
      List<byte[]> sizes,
      byte[] classes,
      List<TreeEnsemble> sizeTrees,
      TreeEnsemble classTrees) {
    this.spec = spec;
    this.sizes = List.copyOf(sizes);
    this.classes = classes;
    this.sizeTrees = List.copyOf(sizeTrees);
    this.classTrees = classTrees;
  }

  SelectorSpec spec() {
    return spec;
  }

  static SelectorParts twoStage(SelectorSpec spec, List<byte[]> sizes, byte[] classes) {
    return new SelectorParts(spec, sizes, classes);
  }

  static SelectorParts plain(SelectorSpec spec, byte[] classes) {
    return new SelectorParts(spec, List.of(), classes);
  }

  SelectorParts with(SelectorSettings settings) {
    var changed =
        new SelectorSpec(
            spec.features(), spec.quantities(), spec.baselineColumn(), spec.candidates(), settings);
    return new SelectorParts(changed, sizes, classes, sizeTrees, classTrees);
  }

  /** The graph and its signature, by file name. */
  Map<String, byte[]> graphFiles() {
    var exported = export();
    return Map.of(
        SelectorModel.GRAPH,
        exported.bytes(),
        ModelFolder.SIGNATURE,
        exported.signature().toJson().getBytes(StandardCharsets.UTF_8));
  }

  private ExportedModel export() {
    return sizes.isEmpty()
        ? SelectorGraph.plain(spec, classTrees)
        : SelectorGraph.withCosts(spec, TreeEnsemble.stack(sizeTrees), classTrees);
  }

  /** How far graph and native boosters agree on these rows. */
  Parity.ParityReport parity(FloatMatrix features) {
    var boosters = new ArrayList<Booster>();
    try (var scorer = export().open()) {
      sizes.forEach(bytes -> boosters.add(NativeSizes.load(bytes)));
      var choice = NativeSizes.load(classes);
      boosters.add(choice);
      var parity = new Parity(spec);
      return sizes.isEmpty()
          ? parity.plain(scorer, choice, features)
          : parity.withCosts(
              scorer, List.copyOf(boosters.subList(0, sizes.size())), choice, features);
    } finally {
      boosters.forEach(Booster::dispose);
    }
  }

  /** Every split of the trees. */
  List<TreeEnsemble.Node> borders() {
    return Stream.concat(Stream.of(classTrees), sizeTrees.stream())
        .flatMap(ensemble -> ensemble.trees().stream())
        .flatMap(tree -> tree.nodes().stream())
        .filter(node -> !node.isLeaf())
        .toList();
  }

  /** Share of the choosing booster's total gain by input, largest first. */
  Map<String, Double> importance() {
    var names = new ArrayList<>(spec.featureNames());
    if (!sizes.isEmpty()) {
      spec.labels().forEach(label -> names.add("relative cost of " + label));
    }
    var booster = NativeSizes.load(classes);
    try {
      var gains = booster.getScore(names.toArray(String[]::new), "total_gain");
      var total = gains.values().stream().mapToDouble(Double::doubleValue).sum();
      var ordered = new LinkedHashMap<String, Double>();
      new TreeMap<>(gains)
          .entrySet().stream()
              .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
              .limit(40)
              .forEach(gain -> ordered.put(gain.getKey(), gain.getValue() / total));
      return ordered;
    } catch (XGBoostError e) {
      throw new InfraError("Cannot read importances: the native library failed; train again", e);
    } finally {
      booster.dispose();
    }
  }

  /** The native boosters in the compact binary form, by file name. */
  Map<String, byte[]> nativeFiles() {
    var files = new TreeMap<String, byte[]>();
    files.put("choice.ubj", binary(classes));
    files.put("choice.json", classes);
    for (var i = 0; i < sizes.size(); i++) {
      var packed = spec.packed();
      var label = packed.get(i % packed.size()).label().replace('+', '_');
      files.put((i < packed.size() ? "size_" : "work_") + label + ".ubj", binary(sizes.get(i)));
    }
    return files;
  }

  private static byte[] binary(byte[] json) {
    var booster = NativeSizes.load(json);
    try {
      return booster.toByteArray("ubj");
    } catch (XGBoostError e) {
      throw new InfraError("Cannot store a booster: the native library failed; train again", e);
    } finally {
      booster.dispose();
    }
  }
}
