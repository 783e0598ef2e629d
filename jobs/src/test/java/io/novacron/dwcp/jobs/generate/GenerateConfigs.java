package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.FleetConfig;
import io.novacron.dwcp.jobs.generate.link.PathConfig;
import io.novacron.dwcp.jobs.generate.link.RegimeConfig;
import io.novacron.dwcp.jobs.generate.link.SharedPathConfig;
import io.novacron.dwcp.jobs.generate.node.IncidentConfig;
import io.novacron.dwcp.jobs.generate.node.KindConfig;
import io.novacron.dwcp.jobs.generate.node.LookalikeConfig;
import io.novacron.dwcp.jobs.generate.node.NodeConfig;
import io.novacron.dwcp.jobs.generate.payload.PayloadConfig;
import io.novacron.dwcp.jobs.generate.trace.TraceConfig;
import java.util.Map;
import java.util.TreeMap;

/** Settings of the shipped kind, at sizes for tests. */
public final class GenerateConfigs {

  private GenerateConfigs() {}

  /** A fleet of {@code links} links over {@code days} days. */
  public static GenerateConfig of(long seed, int days, int links, long transfers) {
    return of(seed, days, links, transfers, nodes(24));
  }

  static GenerateConfig of(long seed, int days, int links, long transfers, NodeConfig nodes) {
    return new GenerateConfig(
        seed,
        "2026-01-01",
        days,
        links,
        transfers,
        Difficulty.DEFAULT,
        new HardConfig(30, 100, 2000),
        fleet(),
        new TraceConfig(600, 50),
        new TransferConfig(3600, 3, 0.01, 1, 10, 64_000_000),
        payload(0),
        dirt(),
        nodes,
        paths(12));
  }

  /** A fleet of {@code count} nodes with many incidents of the shipped kinds. */
  public static NodeConfig nodes(int count) {
    var kinds = new TreeMap<String, KindConfig>();
    kinds.put("crash", new KindConfig(1, 12, 35, 0.03, 0.2, 0.8));
    kinds.put("memory-leak", new KindConfig(1, 25, 55, 0.12, 0.22, 0.4));
    kinds.put("disk-full", new KindConfig(1, 25, 50, 0.1, 0.25, 0.6));
    kinds.put("nic-flapping", new KindConfig(1, 14, 35, 0.01, 0.04, 0.2));
    kinds.put("cpu-starvation", new KindConfig(1, 14, 35, 0.3, 0.42, 0.6));
    kinds.put("clock-drift", new KindConfig(1, 20, 45, 1, 4, 25));
    kinds.put("lossy-peer-link", new KindConfig(1, 14, 35, 0.004, 0.015, 0.06));
    kinds.put("slow-degradation", new KindConfig(1, 25, 55, 0.6, 1, 2));
    kinds.put("rack-failure", new KindConfig(0, 12, 30, 0.01, 0.05, 0.3));
    return new NodeConfig(
        count,
        60,
        2,
        180,
        8,
        0.06,
        1800,
        new IncidentConfig(0.05, 0.2, 30, 0.2, 0.05, kinds),
        new LookalikeConfig(0.5, 40, 0.05, 2, 35, 1.5, 0.004));
  }

  /** Paths of the shipped kind. */
  public static PathsConfig paths(int count) {
    return new PathsConfig(
        count, 8, new SharedPathConfig(180, 0.25, 60), fleet().withWan(fleet().dc()));
  }

  /** The shipped fleet. */
  public static FleetConfig fleet() {
    return new FleetConfig(
        0.3,
        0.3,
        60,
        0.02,
        500,
        new RegimeConfig(6, 40, 10, 0.55, 0.2, 0.25),
        new PathConfig(1000, 40_000, 0.1, 1, 0.02, 10, 0.05, 120, 2, 1e-6, 8),
        new PathConfig(200, 2000, 1, 8, 0.04, 10, 0.1, 120, 4, 1e-5, 6),
        new PathConfig(2, 200, 15, 180, 0.32, 10, 0.4, 120, 6, 5e-4, 4));
  }

  static PayloadConfig payload(int heapDumps) {
    return new PayloadConfig(
        4096,
        524_288,
        1,
        1,
        4_194_304,
        1500,
        16_777_216,
        heapDumps,
        300_000_000,
        0.4,
        0.002,
        0.6,
        Map.of(
            "text",
            0.14,
            "xml",
            0.06,
            "elf",
            0.18,
            "class",
            0.22,
            "jar",
            0.12,
            "heapdump",
            0.2,
            "image",
            0.02,
            "database",
            0.02,
            "other",
            0.04));
  }

  static DirtConfig dirt() {
    return new DirtConfig(0.1, 0.05, 0.002, 0.01, 300, 0.002, 0.5, 900);
  }
}
