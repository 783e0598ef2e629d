package io.novacron.dwcp.jobs.operate.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Memory of this process as Linux counts it. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double BYTES_A_MIB = 1 << 20;
  private static final double KIB_A_MIB = 1 << 10;

  private ResidentMemory() {}

  /**
   * Resident memory less what the virtual machine has committed for heap, classes and compiled
   * code, MiB: natives, buffers and threads. A collection goes before, which gives buffers back.
   * Empty where Linux does not say.
   */
  static OptionalDouble nativeMib() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    try (var lines = Files.lines(STATUS)) {
      var ours =
          memory.getHeapMemoryUsage().getCommitted()
              + memory.getNonHeapMemoryUsage().getCommitted();
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToDouble(kib -> Double.parseDouble(kib) / KIB_A_MIB - ours / BYTES_A_MIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
