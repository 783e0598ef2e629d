package io.novacron.dwcp.jobs.step;

/**
 * What a step did, for the ledger and the terminal.
 *
 * @param rowsIn rows read
 * @param rowsOut rows written
 * @param rowsRefused rows quarantined
 * @param detail one sentence
 */
public record StepReport(long rowsIn, long rowsOut, long rowsRefused, String detail) {

  /** A report without refused rows. */
  public static StepReport of(long rowsIn, long rowsOut, String detail) {
    return new StepReport(rowsIn, rowsOut, 0, detail);
  }
}
