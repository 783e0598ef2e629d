package io.novacron.dwcp.jobs.generate.consensus;

import io.novacron.dwcp.common.run.Seeds;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Runs one cluster, event by event.
 *
 * <p><b>Definition.</b> Events happen in the order of {@link EventQueue}. A message that arrives
 * waits for its receiver's processor, first in, first out, then takes one constant time for crypto
 * and disk; what the receiver sends leaves when that is over. Each replica draws from a stream of
 * its own, derived from seed, cell, repeat and replica, so that a run is a function of its setup.
 * Honest replicas are held to one order all the time.
 *
 * <p><b>Cost.</b> About half a microsecond a delivered message, plus the protocol's own work.
 */
final class Engine {

  private static final int CONTROL = -1;
  private static final int FAULT_BEGINS = 0;
  private static final int FAULT_ENDS = 1;
  private static final int LEADER_LEAVES = 2;
  private static final int PAUSE = 3;
  private static final int TICK = 4;

  private final Setup setup;
  private final EventQueue queue = new EventQueue();
  private final Network network;
  private final Conditions conditions;
  private final SafetyCheck safety;
  private final Workload workload;
  private final Batches batches = new Batches();
  private final Protocol[] replicas;
  private final Port[] ports;
  private final long[] busyUntilNs;
  private final SplittableRandom control;
  private final Observer observer;
  private int leader;
  private long sent;
  private long sentBytes;
  private long delivered;
  private long leaderChanges;

  Engine(Setup setup, IntFunction<Protocol> protocol, Observer observer) {
    this.setup = setup;
    this.observer = observer;
    var n = setup.replicas().n();
    var draws = new SplittableRandom[n];
    var phases = new double[n];
    this.control = new SplittableRandom(Seeds.derive(setup.seed(), setup.stream() + " control"));
    for (var node = 0; node < n; node++) {
      draws[node] = new SplittableRandom(Seeds.derive(setup.seed(), setup.stream() + " " + node));
      phases[node] = control.nextDouble();
    }
    var regions = setup.regions().stream().mapToInt(Integer::intValue).toArray();
    var count = setup.network().roundTrips().regions().size();
    this.conditions = new Conditions(setup.faults(), n, count);
    this.network = new Network(setup.network(), regions, draws, conditions);
    this.safety = new SafetyCheck(Conditions.honest(setup.faults(), n));
    this.workload = new Workload(setup.requestsPerS(), setup.queues(), phases);
    this.replicas = new Protocol[n];
    this.ports = new Port[n];
    this.busyUntilNs = new long[n];
    for (var node = 0; node < n; node++) {
      replicas[node] = protocol.apply(node);
      ports[node] = new Port(this, node, draws[node]);
    }
    this.leader = setup.replicas().leader(0);
    schedule();
  }

  private void schedule() {
    var windows = conditions.windows();
    for (var i = 0; i < windows.size(); i++) {
      var window = windows.get(i);
      if (window.startNs() == 0) {
        begin(i, 0);
      } else {
        queue.addTimer(window.startNs(), CONTROL, FAULT_BEGINS, i);
      }
      queue.addTimer(window.endNs(), CONTROL, FAULT_ENDS, i);
    }
    for (var swing : setup.swings()) {
      queue.addTimer(swing.atNs(), CONTROL, TICK + 1, Math.round(swing.factor() * 1e6));
    }
    if (setup.tickNs() > 0) {
      queue.addTimer(setup.tickNs(), CONTROL, TICK, 0);
    }
  }

  /**
   * Starts all replicas and runs until {@code endNs}.
   *
   * @throws SafetyViolation when honest replicas disagree
   */
  void run(long endNs) {
    for (var node = 0; node < replicas.length; node++) {
      if (!conditions.isDown(node, 0)) {
        replicas[node].onStart(ports[node]);
      }
    }
    while (!queue.isEmpty() && queue.nextTime() <= endNs) {
      queue.take();
      var message = queue.message();
      if (queue.node() == CONTROL) {
        control(queue.kind(), queue.tag(), queue.time());
      } else if (message == null) {
        timeOut(queue.node(), queue.time());
      } else {
        receive(queue.node(), message, queue.time());
      }
    }
  }

  private void receive(int node, Message message, long nowNs) {
    if (conditions.isDown(node, nowNs)) {
      return;
    }
    var costNs = (long) (setup.costNs() * conditions.backlog());
    var doneNs = Math.max(nowNs, busyUntilNs[node]) + costNs;
    busyUntilNs[node] = doneNs;
    if (conditions.isDown(node, doneNs)) {
      return;
    }
    delivered++;
    ports[node].setNow(doneNs + setup.delayNs());
    replicas[node].onMessage(ports[node], message);
  }

  private void timeOut(int node, long nowNs) {
    var kind = queue.kind();
    var tag = queue.tag();
    if (conditions.isDown(node, nowNs)) {
      queue.addTimer(conditions.downUntil(node), node, kind, tag);
      return;
    }
    ports[node].setNow(Math.max(nowNs, busyUntilNs[node]));
    replicas[node].onTimer(ports[node], kind, tag);
  }

  private void control(int kind, long tag, long nowNs) {
    switch (kind) {
      case FAULT_BEGINS -> begin((int) tag, nowNs);
      case FAULT_ENDS -> {
        conditions.end((int) tag);
        if (conditions.windows().get((int) tag).kind() == FaultKind.OVERLOAD) {
          workload.change(nowNs, 1);
        }
      }
      case LEADER_LEAVES -> {
        var storm = conditions.windows().get((int) tag);
        if (nowNs < storm.endNs()) {
          var awayNs = (long) (storm.severity() * 1e9);
          conditions.sendAway(leader, nowNs + awayNs);
          queue.addTimer(nowNs + awayNs * 3 / 2, CONTROL, LEADER_LEAVES, tag);
        }
      }
      case PAUSE -> {
        var node = (int) tag;
        if (conditions.pauseNs() > 0) {
          busyUntilNs[node] = Math.max(nowNs, busyUntilNs[node]) + conditions.pauseNs();
          nextPause(node, nowNs);
        }
      }
      case TICK -> {
        observer.tick(this, nowNs);
        queue.addTimer(nowNs + setup.tickNs(), CONTROL, TICK, 0);
      }
      default -> workload.change(nowNs, tag / 1e6);
    }
  }

  private void begin(int index, long nowNs) {
    conditions.begin(index, leader, setup.regions().get(leader));
    var window = conditions.windows().get(index);
    switch (window.kind()) {
      case OVERLOAD -> workload.change(nowNs, window.severity());
      case ELECTION_STORM -> queue.addTimer(nowNs, CONTROL, LEADER_LEAVES, index);
      case COLLECTION_PAUSES -> {
        for (var node = 0; node < replicas.length; node++) {
          nextPause(node, nowNs);
        }
      }
      default -> {
        // The conditions hold it.
      }
    }
  }

  private void nextPause(int node, long nowNs) {
    var waitNs = (long) (-Math.log1p(-control.nextDouble()) * 1e9);
    queue.addTimer(nowNs + conditions.pauseNs() + waitNs, CONTROL, PAUSE, node);
  }

  void send(int from, int to, Message message, long nowNs) {
    if (conditions.isPlain(from)) {
      deliver(from, to, message, nowNs);
    } else if (conditions.speaksTo(from, to, replicas.length)) {
      if (!conditions.equivocates(from)) {
        deliver(from, to, message, nowNs);
      } else if (replicas[from].isOwnStatement(message.type())) {
        equivocate(from, to, message, nowNs);
      } else if (!conditions.splits(message.value(), to)) {
        deliver(from, to, message, nowNs);
      }
    }
  }

  /** One version to half of the others, another to the rest, both to those who lie too. */
  private void equivocate(int from, int to, Message message, long nowNs) {
    var genuine = message.value() & ~Batches.FORGED;
    if (conditions.equivocates(to) || !conditions.hearsForgery(to)) {
      deliver(from, to, message.withValue(genuine), nowNs);
    }
    if (conditions.equivocates(to) || conditions.hearsForgery(to)) {
      deliver(from, to, message.withValue(genuine | Batches.FORGED), nowNs);
    }
  }

  private void deliver(int from, int to, Message message, long nowNs) {
    sent++;
    sentBytes += message.bytes();
    queue.addMessage(network.arrivalNs(from, to, message.bytes(), nowNs), to, message);
  }

  void timer(int node, long atNs, int kind, long tag) {
    queue.addTimer(atNs, node, kind, tag);
  }

  long propose(int node, long requests, long nowNs) {
    leader = node;
    var arrivedNs = workload.take(node, requests);
    return batches.create(nowNs, requests == 0 ? nowNs : arrivedNs, requests);
  }

  void commit(int node, long position, long value, long nowNs) {
    safety.commit(node, position, value);
    if (safety.isHonest(node) && batches.commit(value, nowNs)) {
      observer.decided(this, (int) (value & ~Batches.FORGED), nowNs);
    }
  }

  void leaderChanged(int node) {
    if (safety.isHonest(node)) {
      leaderChanges++;
    }
  }

  ReplicaSettings settings() {
    return setup.replicas();
  }

  Workload workload() {
    return workload;
  }

  Batches batches() {
    return batches;
  }

  SafetyCheck safety() {
    return safety;
  }

  Conditions conditions() {
    return conditions;
  }

  long sent() {
    return sent;
  }

  long sentBytes() {
    return sentBytes;
  }

  long delivered() {
    return delivered;
  }

  /** Leader changes that honest replicas have seen, each one counted by each of them. */
  long leaderChanges() {
    return leaderChanges;
  }

  /** How far a replica's processor is behind. */
  long backlogNs(int node, long nowNs) {
    return Math.max(0, busyUntilNs[node] - nowNs);
  }
}
