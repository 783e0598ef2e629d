package io.novacron.dwcp.jobs.generate.consensus;

/** What a PBFT replica knows of one position. */
final class PbftSlot {

  static final long UNKNOWN = -1;

  final Tally prepares;
  final Tally commits;
  long position = UNKNOWN;

  /** What the leader of the present view proposed. */
  long value = UNKNOWN;

  boolean isPrepared;
  boolean isCommitted;

  /** The latest view in which a quorum prepared, and what; it survives views. */
  int preparedView = -1;

  long preparedValue = UNKNOWN;

  PbftSlot(int n) {
    this.prepares = new Tally(n);
    this.commits = new Tally(n);
  }

  void startOver(long newPosition) {
    position = newPosition;
    isCommitted = false;
    preparedView = -1;
    preparedValue = UNKNOWN;
    enterView();
  }

  void enterView() {
    value = UNKNOWN;
    isPrepared = false;
    prepares.clear();
    commits.clear();
  }

  void prepare(int view) {
    isPrepared = true;
    preparedView = view;
    preparedValue = value;
  }
}
