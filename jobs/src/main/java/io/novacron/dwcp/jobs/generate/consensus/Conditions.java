package io.novacron.dwcp.jobs.generate.consensus;

import java.util.Arrays;
import java.util.List;

/** What holds at this moment of a run: the faults that have begun and not ended. */
final class Conditions {

  private static final int SPEAKS = 0;
  private static final int SILENT = 1;
  private static final int EQUIVOCATES = 2;
  private static final int SELECTS = 3;

  private final List<FaultWindow> windows;
  private final int[] targets;
  private final int[] conduct;
  private final double[] selected;
  private final long[] downUntil;
  private final long[] awayUntil;
  private final long[] cutUntil;
  private final long[] lagNs;
  private final double[] regionLoss;
  private double backlog = 1;
  private long pauseNs;

  Conditions(List<FaultWindow> windows, int n, int regions) {
    this.windows = List.copyOf(windows);
    this.targets = new int[windows.size()];
    this.conduct = new int[n];
    this.selected = new double[n];
    this.downUntil = new long[n];
    this.awayUntil = new long[n];
    this.cutUntil = new long[regions];
    this.lagNs = new long[n];
    this.regionLoss = new double[regions];
  }

  List<FaultWindow> windows() {
    return windows;
  }

  /** Replicas that are Byzantine at some time of the run. */
  static boolean[] honest(List<FaultWindow> windows, int n) {
    var honest = new boolean[n];
    Arrays.fill(honest, true);
    for (var window : windows) {
      if (window.kind().isByzantine()) {
        honest[window.target()] = false;
      }
    }
    return honest;
  }

  /** Window {@code index} begins; {@code leader} is who leads now, in {@code leaderRegion}. */
  void begin(int index, int leader, int leaderRegion) {
    var window = windows.get(index);
    var led = window.kind() == FaultKind.LOSSY_PATH ? leaderRegion : leader;
    var target =
        switch (window.target()) {
          case FaultWindow.LEADER -> led;
          case FaultWindow.FOLLOWER -> (leader + 1) % conduct.length;
          default -> window.target();
        };
    targets[index] = target;
    switch (window.kind()) {
      case SLOW_LEADER -> lagNs[target] = (long) (window.severity() * 1e6);
      case CRASH -> downUntil[target] = window.endNs();
      case SILENT -> conduct[target] = SILENT;
      case EQUIVOCATING -> conduct[target] = EQUIVOCATES;
      case SELECTIVE -> {
        conduct[target] = SELECTS;
        selected[target] = window.severity();
      }
      case REGION_PARTITION -> cutUntil[target] = window.endNs();
      case LOSSY_PATH -> regionLoss[target] = window.severity();
      case COLLECTION_PAUSES -> pauseNs = (long) (window.severity() * 1e6);
      case GOSSIP_BACKLOG -> backlog = 1 / (1 - window.severity());
      case OVERLOAD, ELECTION_STORM, NONE -> {
        // The engine changes the workload and sends leaders away.
      }
    }
  }

  void end(int index) {
    var window = windows.get(index);
    var target = targets[index];
    switch (window.kind()) {
      case SLOW_LEADER -> lagNs[target] = 0;
      case SILENT, EQUIVOCATING, SELECTIVE -> conduct[target] = SPEAKS;
      case LOSSY_PATH -> regionLoss[target] = 0;
      case COLLECTION_PAUSES -> pauseNs = 0;
      case GOSSIP_BACKLOG -> backlog = 1;
      case CRASH, REGION_PARTITION, OVERLOAD, ELECTION_STORM, NONE -> {
        // They end by the clock, or the engine ends them.
      }
    }
  }

  void sendAway(int node, long untilNs) {
    awayUntil[node] = Math.max(awayUntil[node], untilNs);
  }

  boolean isDown(int node, long nowNs) {
    return nowNs < downUntil[node];
  }

  long downUntil(int node) {
    return downUntil[node];
  }

  /** Until when no message passes between two replicas; not after {@code nowNs} when one does. */
  long cutUntil(int from, int to, int fromRegion, int toRegion) {
    var until = Math.max(awayUntil[from], awayUntil[to]);
    return fromRegion == toRegion
        ? until
        : Math.max(until, Math.max(cutUntil[fromRegion], cutUntil[toRegion]));
  }

  long lagNs(int node) {
    return lagNs[node];
  }

  double loss(int fromRegion, int toRegion) {
    return fromRegion == toRegion ? 0 : Math.max(regionLoss[fromRegion], regionLoss[toRegion]);
  }

  /** By how much everything on links and in queues takes longer. */
  double backlog() {
    return backlog;
  }

  /** Length of a pause; 0 when nobody pauses. */
  long pauseNs() {
    return pauseNs;
  }

  boolean isPlain(int node) {
    return conduct[node] == SPEAKS;
  }

  /** Whether a message of {@code from} leaves for {@code to} at all. */
  boolean speaksTo(int from, int to, int n) {
    return switch (conduct[from]) {
      case SILENT -> false;
      case SELECTS -> Math.floorMod(to - from, n) <= selected[from] * n;
      default -> true;
    };
  }

  boolean equivocates(int node) {
    return conduct[node] == EQUIVOCATES;
  }

  /** Whether a replica is among those that hear the second version. */
  boolean hearsForgery(int node) {
    return node % 2 == 1;
  }

  /**
   * Whether an equivocating replica keeps a certificate from those that heard the other version.
   */
  boolean splits(long value, int to) {
    var isForgery = (value & Batches.FORGED) != 0;
    return value != Batches.NOTHING && !equivocates(to) && isForgery != hearsForgery(to);
  }
}
