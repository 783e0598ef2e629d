package io.novacron.dwcp.jobs.generate.consensus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How fast the engine is: messages that one core delivers in a second, the protocol's own work on
 * them included.
 *
 * <p><b>Definition.</b> Delivered messages of fault-free clusters over the processor time that the
 * process spent meanwhile: what its collector and compiler took counts, what other processes took
 * does not. Systems count that time in hundredths of a second.
 */
public final class EngineSpeed {

  private static final int REPLICAS = 10;
  private static final double LOAD_PER_S = 200;
  private static final int BATCH = 400;
  private static final double TIMEOUT_MS = 2000;
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-north-1", "ap-southeast-2", "us-west-1", "ap-northeast-1");

  private final ConsensusConfig config;
  private final long seed;

  /** Measures with the configured protocols and paths. */
  public EngineSpeed(ConsensusConfig config, long seed) {
    this.config = config;
    this.seed = seed;
  }

  /** What is simulated, as a data set's name. */
  public static String data() {
    return "%d replicas in %d regions".formatted(REPLICAS, REGIONS.size());
  }

  /**
   * Delivered messages a second of processor time.
   *
   * @param simulatedS time that a cluster runs, s
   * @param processorS clusters are run one after another until they have taken so much, s
   */
  public double messagesPerS(ProtocolKind protocol, double simulatedS, double processorS) {
    var cell =
        new Cell(
            protocol, REPLICAS, 0, FaultKind.NONE, REGIONS, LOAD_PER_S, 0, BATCH, TIMEOUT_MS, 0);
    var clusters = new Clusters(seed, config.paths());
    var started = processorNanos();
    var delivered = 0L;
    var takenNanos = 0L;
    for (var repeat = 0; takenNanos < processorS * 1e9; repeat++) {
      var setup = clusters.setup(cell, config.protocol(protocol), repeat, 0);
      var engine = new Engine(setup, node -> protocol.replica(REPLICAS), Observer.NOBODY);
      engine.run(Math.round(simulatedS * 1e9));
      delivered += engine.delivered();
      takenNanos = processorNanos() - started;
    }
    return delivered * 1e9 / takenNanos;
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
