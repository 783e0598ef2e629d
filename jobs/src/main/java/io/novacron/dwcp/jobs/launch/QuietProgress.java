package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.step.ProgressSink;

final class QuietProgress implements ProgressSink {
  @Override
  public void stage(String name, long total) {}

  @Override
  public void advance(long done) {}

  @Override
  public void done() {}
}
