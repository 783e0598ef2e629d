package io.novacron.dwcp.evaluation.leak;

/**
 * A threshold or decision setting of a trained model.
 *
 * @param name such as {@code safe-default-below}
 * @param chosenOn dataset whose rows chose it, or {@code config} for a constant of the file
 */
public record ChosenSetting(String name, String chosenOn) {}
