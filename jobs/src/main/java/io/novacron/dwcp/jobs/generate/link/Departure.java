package io.novacron.dwcp.jobs.generate.link;

/**
 * A transfer that is about to be sent.
 *
 * @param number number of the transfer in the run
 * @param atS time by the true clock, s since the first midnight
 * @param bytes largest size that its payload may have
 */
public record Departure(long number, double atS, long bytes) {

  /** The last full second before it leaves. */
  public int second() {
    return (int) Math.floor(atS);
  }
}
