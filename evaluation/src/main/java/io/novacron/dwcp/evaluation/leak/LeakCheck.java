package io.novacron.dwcp.evaluation.leak;

import io.novacron.dwcp.common.error.DataError;
import java.util.List;
import java.util.stream.Collectors;

/** The checks by name: what each one stops. */
public enum LeakCheck {
  /** A feature that is, or comes from, a column known only afterwards. */
  TRUTH_ROLE_IN_INPUTS("truth-role-in-inputs"),
  /** A column that both the oracle and the features read, without a stated reason. */
  ORACLE_INPUTS_SHARED("oracle-inputs-shared"),
  /** One feature that predicts the label too well to be honest. */
  SINGLE_FEATURE_ALARM("single-feature-alarm"),
  /** The same key or entity in two parts, or parts closer in time than the gap. */
  SPLIT_OVERLAP("split-overlap"),
  /** A key that is there twice. */
  KEYS_UNIQUE("keys-unique"),
  /** A label that was decided before its features, or is not ripe. */
  LABEL_WINDOW_AFTER_FEATURE_TIME("label-window-after-feature-time"),
  /** A model that always says the same. */
  CONSTANT_PREDICTION("constant-prediction"),
  /** Features of one row beside the label of another. */
  ROW_ALIGNMENT("row-alignment"),
  /** A column whose unit changes from row to row. */
  UNIT_SWAP("unit-swap"),
  /** A pipeline that learns from labels which mean nothing. */
  SHUFFLED_LABEL_CONTROL("shuffled-label-control"),
  /** A threshold chosen on the rows that it is tested on. */
  THRESHOLD_ORIGIN("threshold-origin");

  private final String word;

  LeakCheck(String word) {
    this.word = word;
  }

  /** The name in reports and reasons. */
  public String word() {
    return word;
  }

  /** What came of the check: passed when there are no faults. */
  LeakFinding finding(List<String> faults, String whenPassed) {
    return faults.isEmpty()
        ? new LeakFinding(word, true, whenPassed)
        : new LeakFinding(word, false, String.join("; ", faults));
  }

  /**
   * Stops on the findings that did not pass, all in one message.
   *
   * @throws DataError naming each failed check
   */
  public static void require(List<LeakFinding> findings) {
    var failed = findings.stream().filter(finding -> !finding.passed()).toList();
    if (!failed.isEmpty()) {
      throw new DataError(
          failed.stream()
              .map(finding -> finding.check() + ": " + finding.detail())
              .collect(
                  Collectors.joining(
                      "\n",
                      "Cannot trust this training set: %d checks failed:\n"
                          .formatted(failed.size()),
                      "; mend the data or the feature set")));
    }
  }
}
