package io.novacron.dwcp.jobs.step;

/** Where a step says how far it is. */
public interface ProgressSink {

  /** A stage of {@code total} parts begins. */
  void stage(String name, long total);

  /** {@code done} parts of the stage are finished. */
  void advance(long done);

  /** The stage is over. */
  void done();
}
