package io.novacron.dwcp.features.split;

import java.util.Locale;

/** A part of the data. */
public enum Part {
  /** Models are fitted on it. */
  TRAIN,
  /** Thresholds, early stopping and calibration see it. */
  VALIDATION,
  /** Scored once per candidate. */
  TEST,
  /** In no part: too close in time to a border, so that no window reaches across it. */
  GAP,
  /** In no part: its time, file and link belong to different parts. */
  UNUSED;

  /** The part as written in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
