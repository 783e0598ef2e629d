package io.novacron.dwcp.jobs.model.compression;

import static org.apache.spark.sql.functions.col;

import io.novacron.dwcp.common.error.DataError;
import io.novacron.dwcp.common.run.Seeds;
import io.novacron.dwcp.features.set.FeatureSet;
import io.novacron.dwcp.jobs.export.SelectorSettings;
import io.novacron.dwcp.jobs.export.SelectorSpec;
import io.novacron.dwcp.jobs.training.TrainingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits every variant of the selector and keeps the one of least net regret on the validation part;
 * of those that are not told apart, the one that is right most often ({@link Outcome#keep}).
 *
 * <p>Temperature and threshold come from the same part; the test part is never looked at.
 */
final class SelectorSearch {

  private static final Logger LOG = LoggerFactory.getLogger(SelectorSearch.class);

  private final CompressionModelConfig config;
  private final FeatureSet inputs;
  private final long seed;

  SelectorSearch(CompressionModelConfig config, FeatureSet inputs, long seed) {
    this.config = config;
    this.inputs = inputs;
    this.seed = seed;
  }

  /** One fitted variant and how it does on the validation part. */
  private record Trial(String name, SelectorParts parts, Decided decided) {
    double regret() {
      return decided.outcome(1, 0).meanRegret();
    }
  }

  /** One variant with its temperature and a threshold. */
  private record Way(Trial trial, double temperature, double threshold) {
    Outcome outcome() {
      return trial.decided().outcome(temperature, threshold);
    }
  }

  SelectorModel fit(TrainingSet set) {
    var train = set.part(TrainingSet.TRAIN);
    var validation = set.part(TrainingSet.VALIDATION);
    requireRows(train, TrainingSet.TRAIN);
    requireRows(validation, TrainingSet.VALIDATION);
    var spec = SelectorShape.of(inputs, settings(1, 0));
    var fit = new SelectorFit(spec, config.selector(), seed);
    var sizes = fit.sizes(train);
    var choices = fit.choices(train.unionByName(validation), sizes);
    var persisted = choices.persist(StorageLevel.MEMORY_AND_DISK());
    List<Trial> trials;
    try {
      trials = trials(spec, fit, sizes, persisted, validation);
    } finally {
      persisted.unpersist();
    }
    trials.forEach(t -> LOG.info("{}: validation regret {} %", t.name(), percent(t.regret())));
    return finish(set, trials);
  }

  private List<Trial> trials(
      SelectorSpec spec,
      SelectorFit fit,
      Map<SizeRegressors.Fit, byte[]> sizes,
      Dataset<Row> choices,
      Dataset<Row> validation) {
    var trials = new ArrayList<Trial>();
    var number = 0;
    for (var booster : config.selector().choice()) {
      var classes = choose(choices, fit.choiceInputs(), booster);
      var parts = SelectorParts.twoStage(spec, SizeRegressors.fullFits(sizes), classes);
      trials.add(trial("two-stage-" + ++number, parts, validation));
    }
    var plain = choose(choices, fit.plainInputs(), config.selector().choice().get(0));
    trials.add(trial("plain", SelectorParts.plain(spec, plain), validation));
    return trials;
  }

  private byte[] choose(Dataset<Row> choices, List<String> columns, BoosterConfig booster) {
    return new ChoiceBooster(
            config.selector(), SelectorShape.classes(), Seeds.derive(seed, "choice"))
        .fit(
            choices.where(col(TrainingSet.DATASET).equalTo(TrainingSet.TRAIN)),
            choices.where(col(TrainingSet.DATASET).equalTo(TrainingSet.VALIDATION)),
            columns,
            booster);
  }

  private Trial trial(String name, SelectorParts parts, Dataset<Row> validation) {
    var cases =
        new SelectorModel(parts.graphFiles(), SelectorNotes.none(), config)
            .cases(validation, inputs.names());
    var decided = Decided.collect(cases, config.selector().validationRows());
    return new Trial(name, parts, decided);
  }

  private List<Way> ways(List<Trial> trials) {
    var ways = new ArrayList<Way>();
    for (var trial : trials) {
      var temperature = trial.decided().bestTemperature();
      ways.add(new Way(trial, temperature, 0));
      config
          .selector()
          .confidences()
          .forEach(confidence -> ways.add(new Way(trial, temperature, confidence)));
    }
    return ways;
  }

  private SelectorModel finish(TrainingSet set, List<Trial> trials) {
    var ways = ways(trials);
    var kept = ways.get(Outcome.keep(ways.stream().map(Way::outcome).toList()));
    var best = kept.trial();
    var temperature = kept.temperature();
    var threshold = kept.threshold();
    LOG.info(
        "{} kept: validation regret {} %, temperature {}, threshold {}",
        best.name(),
        percent(kept.outcome().meanRegret()),
        String.format(java.util.Locale.ROOT, "%.2f", temperature),
        threshold);
    var scores = new LinkedHashMap<String, Double>();
    trials.forEach(trial -> scores.put(trial.name(), trial.regret()));
    var parts = best.parts().with(settings(temperature, threshold));
    var notes =
        new SelectorNotes(
            TrainingSet.VALIDATION,
            threshold,
            temperature,
            CompressionReferences.bestSingle(set.part(TrainingSet.TRAIN)),
            best.name(),
            scores,
            parts.importance());
    var probes =
        set.part(TrainingSet.TRAIN)
            .unionByName(set.part(TrainingSet.VALIDATION))
            .orderBy("transfer_id")
            .limit(config.selector().parityRows());
    return SelectorFiles.pack(parts, notes, probes, config)
        .with(RuntimeFiles.of(set.part(TrainingSet.TRAIN), config.oracle().cores()));
  }

  private SelectorSettings settings(double temperature, double threshold) {
    return new SelectorSettings(
        (float) temperature,
        (float) threshold,
        config.oracle().cores(),
        (float) config.oracle().zstdMaxBelowMbps(),
        (float) config.selector().clearCostRatio(),
        SelectorShape.FALLBACK);
  }

  private static void requireRows(Dataset<Row> rows, String part) {
    if (rows.limit(50).count() < 50) {
      throw new DataError(
          "Cannot train compression: fewer than 50 rows in part %s; ingest more days or more transfers"
              .formatted(part));
    }
  }

  private static String percent(double ratio) {
    return String.format(java.util.Locale.ROOT, "%.2f", ratio * 100);
  }
}
