package io.novacron.dwcp.jobs.generate;

/** How much the sender knows about the link before it sends. */
public enum Difficulty {
  /** The estimate's youngest sample is the second just before sending. */
  DEFAULT,
  /** The estimate is so old that the ceiling lies below the target; the judge must refuse. */
  HARD
}
