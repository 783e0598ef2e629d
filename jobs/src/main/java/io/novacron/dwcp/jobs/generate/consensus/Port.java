package io.novacron.dwcp.jobs.generate.consensus;

import java.util.SplittableRandom;

/**
 * The world as one replica sees it: its clock, the others, the clients, and the order it builds.
 */
final class Port {

  private final Engine engine;
  private final int node;
  private final SplittableRandom random;
  private long nowNs;

  Port(Engine engine, int node, SplittableRandom random) {
    this.engine = engine;
    this.node = node;
    this.random = random;
  }

  int node() {
    return node;
  }

  ReplicaSettings settings() {
    return engine.settings();
  }

  /** This replica's own clock, not before the event that it is called for. */
  long nowNs() {
    return nowNs;
  }

  void setNow(long timeNs) {
    nowNs = timeNs;
  }

  SplittableRandom random() {
    return random;
  }

  void send(int to, Message message) {
    engine.send(node, to, message, nowNs);
  }

  /** Sends to all others. */
  void broadcast(Message message) {
    for (var to = 0; to < settings().n(); to++) {
      if (to != node) {
        engine.send(node, to, message, nowNs);
      }
    }
  }

  /** Calls {@link Protocol#onTimer} after a delay. */
  void after(long delayNs, int kind, long tag) {
    engine.timer(node, nowNs + delayNs, kind, tag);
  }

  /** Requests that wait for this replica to propose them. */
  long pending() {
    return engine.workload().pending(node, nowNs);
  }

  /** Makes a proposal of up to {@code most} waiting requests, which may be none. */
  long propose(long most) {
    return engine.propose(node, Math.min(most, pending()), nowNs);
  }

  /** Requests of a proposal. */
  long requests(long value) {
    return engine.batches().requests((int) (value & ~Batches.FORGED));
  }

  /** A proposal of this replica will never be decided: its requests wait again. */
  void abandon(long value) {
    engine.workload().giveBack(node, requests(value));
    engine.batches().abandon(value);
  }

  void commit(long position, long value) {
    engine.commit(node, position, value, nowNs);
  }

  /** This replica is at {@code positions} now without having executed all before. */
  void takeOver(long positions) {
    engine.safety().takeOver(node, positions);
  }

  /** Another leader or anchor has to be waited for: counted, and shown as a leader change. */
  void leaderChanged() {
    engine.leaderChanged(node);
  }
}
