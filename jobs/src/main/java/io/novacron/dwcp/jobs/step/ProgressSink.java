package io.novacron.dwcp.jobs.step;

/**
 * Where long work says how far it is. Calls are cheap enough for every payload; what people see of
 * them, and when, is the sink's choice.
 */
public interface ProgressSink {

  /**
   * Local property of Spark jobs with the name of their stage. The job's description would not do:
   * the table format puts its own words before it.
   */
  String STAGE = "dwcp.stage";

  /**
   * Begins a stage, or corrects the total of the running stage of the same name.
   *
   * @param total units of the whole stage; 0 or less when nobody knows
   */
  void stage(String name, long total);

  /** Says that {@code done} units of the stage are finished: the sum so far, not the last few. */
  void advance(long done);

  /** Ends the stage. */
  void done();
}
