package io.novacron.dwcp.jobs.generate.consensus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Random runs: clusters, delays, partitions and faulty replicas, each a function of its number. */
final class Schedules {

  static final List<String> PROTOCOLS =
      List.of("pbft", "hotstuff", "bullshark", "tusk", "narwhal-hotstuff", "raft");

  private static final long SECOND = 1_000_000_000L;
  private static final long LENGTH = 8 * SECOND;

  private Schedules() {}

  /** What a schedule is to break. */
  enum Bug {
    NONE,
    QUORUM_TOO_SMALL,
    TOO_MANY_FAULTS
  }

  static IntFunction<Protocol> replicas(String protocol, int n) {
    return switch (protocol) {
      case "pbft" -> node -> new Pbft(n);
      case "hotstuff" -> node -> new HotStuff(new SharedRequests());
      case "bullshark" -> node -> new Narwhal(n, new Bullshark());
      case "tusk" -> node -> new Narwhal(n, new Tusk());
      case "narwhal-hotstuff" -> node -> new NarwhalHotStuff(n);
      default -> node -> new Raft();
    };
  }

  /** Runs schedule {@code number}; positions that honest replicas agreed on. */
  static long run(String protocol, long number, Bug bug) {
    var setup = setup(protocol, number, bug);
    var engine = new Engine(setup, replicas(protocol, setup.replicas().n()), Observer.NOBODY);
    engine.run(LENGTH);
    return engine.safety().positions();
  }

  static Setup setup(String protocol, long number, Bug bug) {
    var random = new Random(number * 31 + protocol.hashCode());
    var raft = protocol.equals("raft");
    var n = raft ? 3 + random.nextInt(3) : 4 + 3 * random.nextInt(2);
    var f = raft ? (n - 1) / 2 : (n - 1) / 3;
    var quorum = raft ? n / 2 + 1 : 2 * f + 1;
    if (bug == Bug.QUORUM_TOO_SMALL) {
      quorum = raft ? n / 2 : f + 1;
    }
    var order = new ArrayList<Integer>();
    var regions = new ArrayList<Integer>();
    for (var node = 0; node < n; node++) {
      order.add(node);
      regions.add(random.nextInt(2));
    }
    Collections.shuffle(order, random);
    var dag = !List.of("pbft", "hotstuff", "raft").contains(protocol);
    var replicas =
        new ReplicaSettings(
            n,
            f,
            quorum,
            (300 + random.nextInt(400)) * 1_000_000L,
            1 + random.nextInt(2),
            1 + random.nextInt(20),
            (5 + random.nextInt(60)) * 1_000_000L,
            1 + random.nextInt(8),
            8,
            2 + random.nextInt(2),
            random.nextInt(2),
            (100 + random.nextInt(400)) * 1_000_000L,
            200,
            32,
            order);
    var rtt = 20.0 + random.nextInt(80);
    var network =
        new NetworkSettings(
            new RoundTrips(
                List.of("a", "b"), List.of(List.of(2.0, rtt), List.of(rtt, 2.0)), List.of()),
            random.nextInt(3) * 0.7,
            random.nextInt(4) == 0 ? 0.05 : 0,
            8,
            200_000_000L);
    return new Setup(
        number,
        protocol,
        replicas,
        network,
        regions,
        20 + random.nextInt(80),
        dag ? n : 1,
        random.nextInt(500_000),
        0,
        faults(random, n, bug == Bug.TOO_MANY_FAULTS ? f + 1 : random.nextInt(f + 1), raft, bug),
        List.of(),
        0);
  }

  private static List<FaultWindow> faults(Random random, int n, int faulty, boolean raft, Bug bug) {
    var faults = new ArrayList<FaultWindow>();
    var first = random.nextInt(n);
    for (var i = 0; i < faulty; i++) {
      var node = (first + i) % n;
      var kind =
          raft
              ? FaultKind.CRASH
              : List.of(
                      FaultKind.CRASH,
                      FaultKind.SILENT,
                      FaultKind.EQUIVOCATING,
                      FaultKind.EQUIVOCATING,
                      FaultKind.SELECTIVE)
                  .get(bug == Bug.TOO_MANY_FAULTS ? 2 : random.nextInt(5));
      var start = random.nextInt(3) == 0 ? 0 : random.nextLong(LENGTH / 2);
      var end = random.nextBoolean() ? start + 1 + random.nextLong(LENGTH) : LENGTH * 2;
      faults.add(new FaultWindow(kind, start, end, node, 0.2 + 0.6 * random.nextDouble()));
    }
    var at = 0L;
    while (random.nextInt(3) > 0 && at < LENGTH) {
      at += 1 + random.nextLong(2 * SECOND);
      var lasts = 1 + random.nextLong(2 * SECOND);
      var kind =
          List.of(
                  FaultKind.REGION_PARTITION,
                  FaultKind.SLOW_LEADER,
                  FaultKind.LOSSY_PATH,
                  FaultKind.ELECTION_STORM,
                  FaultKind.COLLECTION_PAUSES)
              .get(random.nextInt(5));
      var severity =
          switch (kind) {
            case SLOW_LEADER, COLLECTION_PAUSES -> 50 + random.nextInt(500);
            case LOSSY_PATH -> 0.3;
            default -> 0.5;
          };
      faults.add(
          new FaultWindow(
              kind,
              at,
              at + lasts,
              kind == FaultKind.SLOW_LEADER ? FaultWindow.LEADER : random.nextInt(2),
              severity));
      at += lasts;
    }
    return faults;
  }
}
