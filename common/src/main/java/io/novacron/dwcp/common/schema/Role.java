package io.novacron.dwcp.common.schema;

/** What a column may be used for; the leak guard reads these. */
public enum Role {
  /** Identifies a row; never a model input. */
  KEY,
  /** When something happened or became known. */
  TIME,
  /** Seen by a sensor or logged by the runtime. */
  OBSERVED,
  /** Computed from observed columns. */
  DERIVED,
  /** Known only afterwards or only to the generator; never a model input. */
  TRUTH
}
