package io.novacron.dwcp.evaluation.leak;

import java.util.List;

/**
 * What the leak guard must be told of one model; the checks are the same for all.
 *
 * @param origins where each feature comes from; a feature that is not listed is refused
 * @param oracleInputs {@code <table>.<column>} that the truth is computed from
 * @param truth label column that the model is to find: a word or a number
 * @param choices expressions over a row that say what it may choose from, known without its label;
 *     empty where every row may say everything
 * @param anchors columns of features and labels that hold the same number of the same row
 * @param split what must hold between the parts
 * @param window when a row's features were taken and when its truth was known
 * @param settings names of what a fit decides beside its weights, such as a threshold
 * @param config the block {@code leak} of the model's file
 */
public record LeakRules(
    List<FeatureOrigin> origins,
    List<String> oracleInputs,
    String truth,
    List<String> choices,
    List<RowChecks.Anchor> anchors,
    SplitRules split,
    RowChecks.LabelWindow window,
    List<String> settings,
    LeakConfig config) {

  public LeakRules {
    origins = List.copyOf(origins);
    oracleInputs = List.copyOf(oracleInputs);
    choices = List.copyOf(choices);
    anchors = List.copyOf(anchors);
    settings = List.copyOf(settings);
  }
}
