package io.novacron.dwcp.evaluation.leak;

import java.util.List;

/**
 * The leak guard's settings of one model: the block {@code leak} of its file.
 *
 * @param allowedShared columns that features may share with the oracle, each with a reason
 * @param singleFeature what one feature alone may reach
 * @param suspects columns that are looked at for a swapped unit
 */
public record LeakConfig(
    List<AllowedSource> allowedShared,
    SignalChecks.Bounds singleFeature,
    List<UnitCheck.Suspect> suspects) {

  public LeakConfig {
    allowedShared = List.copyOf(allowedShared);
    suspects = List.copyOf(suspects);
  }
}
