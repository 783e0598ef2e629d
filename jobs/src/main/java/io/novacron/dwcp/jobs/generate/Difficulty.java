package io.novacron.dwcp.jobs.generate;

/** How much the sender knows about the link before it sends. */
public enum Difficulty {
  /** The estimate's youngest sample is the second just before sending. */
  DEFAULT,
  /**
   * Old estimates of links that are about as fast as a codec ({@link HardConfig}): the ceiling lies
   * below the target, and the judge must refuse.
   */
  HARD
}
