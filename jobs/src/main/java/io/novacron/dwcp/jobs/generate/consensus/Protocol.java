package io.novacron.dwcp.jobs.generate.consensus;

/**
 * One replica of a protocol. It knows the world through its {@link Port} alone and is called by one
 * thread, never again before it has returned.
 */
interface Protocol {

  /** Called once, at time 0. */
  void onStart(Port port);

  /** A message has been received and checked; its sender is who it says. */
  void onMessage(Port port, Message message);

  /**
   * A timer that this replica has set runs out.
   *
   * @param kind and {@code tag} as given to {@link Port#after}
   */
  void onTimer(Port port, int kind, long tag);

  /**
   * Whether a Byzantine replica may tell different receivers different values in a message of this
   * type. False where the value is vouched for by others' signatures.
   */
  boolean isOwnStatement(int type);
}
