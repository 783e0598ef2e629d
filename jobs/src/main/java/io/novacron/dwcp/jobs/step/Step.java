package io.novacron.dwcp.jobs.step;

import java.util.List;

/**
 * One part of a night: reads committed tables, writes its own, and can be run again alone.
 *
 * <p>Every {@link #run} has four paragraphs: read, check, call one library function, write and
 * report.
 */
public interface Step {

  /** The name on the command line, in the ledger and in Airflow. */
  String name();

  /** Names of the tables and landing sources that it reads. */
  List<String> reads();

  /** Names of the tables that it alone writes. */
  List<String> writes();

  /** Does the work; when it returns, its tables are committed. */
  StepReport run(RunContext context);
}
