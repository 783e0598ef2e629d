package io.novacron.dwcp.evaluation.leak;

import io.novacron.dwcp.common.schema.ColumnSpec;
import io.novacron.dwcp.common.schema.Role;
import io.novacron.dwcp.common.schema.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of what is declared and recorded, without looking at rows. */
public final class DeclarationChecks {

  private static final Set<String> HONEST = Set.of("validation", "config");

  private DeclarationChecks() {}

  /**
   * No feature has the name of a truth column of any table, and none is computed from one; every
   * source is a declared column, or its role could not be known.
   */
  public static LeakFinding truthRoleInInputs(
      List<FeatureOrigin> features, List<TableSpec> tables) {
    var truths =
        tables.stream().flatMap(table -> table.truthColumns().stream()).collect(Collectors.toSet());
    var faults = new ArrayList<String>();
    for (var feature : features) {
      if (truths.contains(feature.feature())) {
        faults.add("feature %s has the name of a truth column".formatted(feature.feature()));
      }
      if (feature.sources().isEmpty()) {
        faults.add("feature %s declares no source".formatted(feature.feature()));
      }
      for (var source : feature.sources()) {
        var column = find(source, tables);
        if (column.isEmpty()) {
          faults.add("feature %s: no such column: %s".formatted(feature.feature(), source));
        } else if (column.get().role() == Role.TRUTH) {
          faults.add("feature %s comes from truth %s".formatted(feature.feature(), source));
        }
      }
    }
    return LeakCheck.TRUTH_ROLE_IN_INPUTS.finding(
        faults, "%d features, none from a truth column".formatted(features.size()));
  }

  private static Optional<ColumnSpec> find(String source, List<TableSpec> tables) {
    var dot = source.indexOf('.');
    return tables.stream()
        .filter(table -> dot > 0 && table.name().equals(source.substring(0, dot)))
        .flatMap(table -> table.column(source.substring(dot + 1)).stream())
        .findFirst();
  }

  /** Columns that the oracle reads are sources of features only where a reason allows it. */
  public static LeakFinding oracleInputsShared(
      List<String> oracleInputs, List<FeatureOrigin> features, List<AllowedSource> allowed) {
    var reasons = allowed.stream().map(AllowedSource::source).collect(Collectors.toSet());
    var faults = new ArrayList<String>();
    var shared = new ArrayList<String>();
    for (var feature : features) {
      for (var source : feature.sources()) {
        if (oracleInputs.contains(source)) {
          shared.add(source);
          if (!reasons.contains(source)) {
            faults.add(
                "feature %s shares %s with the oracle and no reason allows it"
                    .formatted(feature.feature(), source));
          }
        }
      }
    }
    var all = shared.stream().distinct().sorted().toList();
    return LeakCheck.ORACLE_INPUTS_SHARED.finding(faults, "shared, each with a reason: " + all);
  }

  /**
   * Every expected setting is recorded, and none was chosen on anything but validation rows or the
   * configuration.
   */
  public static LeakFinding thresholdOrigin(List<String> expected, List<ChosenSetting> settings) {
    var faults = new ArrayList<String>();
    var names = settings.stream().map(ChosenSetting::name).toList();
    expected.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add("nothing is recorded of " + name));
    for (var setting : settings) {
      if (!HONEST.contains(setting.chosenOn())) {
        faults.add(
            "%s was chosen on %s, not on validation".formatted(setting.name(), setting.chosenOn()));
      }
    }
    return LeakCheck.THRESHOLD_ORIGIN.finding(faults, "settings chosen on validation: " + names);
  }

  /**
   * A model fitted to shuffled labels must not come half of the way from knowing nothing to the
   * model itself, or rows bring it the truth on another way than the labels; and the model fitted
   * to the labels as they are must beat that one and knowing nothing, or they mean as little.
   *
   * @param control how the small model with shuffled labels does on true ones
   * @param candidate how the model itself does on the same rows
   * @param blind share of these rows that knowing no label gets right
   */
  public static LeakFinding shuffledLabelControl(Hits control, Hits candidate, double blind) {
    var faults = new ArrayList<String>();
    if (control.n() == 0 || candidate.n() == 0) {
      faults.add("the control or the candidate was not measured");
    } else {
      // Noise alone may bring a small fit above chance, but not half of the way to the model.
      double limit = blind + Math.max(0, candidate.share() - blind) / 2;
      if (!(control.low() <= limit)) {
        faults.add(
            "fitted to shuffled labels it still gets %.4f right, where knowing nothing gets %.4f"
                .formatted(control.low(), blind));
      }
      double chance = Math.max(control.share(), blind);
      if (!(candidate.low() > chance)) {
        faults.add(
            "fitted to the labels it gets %.4f right, no more than the %.4f of chance"
                .formatted(candidate.low(), chance));
      }
    }
    return LeakCheck.SHUFFLED_LABEL_CONTROL.finding(
        faults, "it learns from the labels, and from shuffled ones nothing");
  }
}
