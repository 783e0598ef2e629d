package io.novacron.dwcp.jobs.generate.consensus;

/** How a replica makes one order of its DAG. */
interface Ordering {

  /** Whether a quorum of the round is enough to go on, or more of it should be waited for. */
  boolean mayLeave(Dag dag, ReplicaSettings settings, int round);

  /** Whether headers name the certificates too that came after the first quorum of their round. */
  boolean namesLate();

  /** A certificate has been added. */
  void added(Port port, Dag dag, Vertex vertex);
}
