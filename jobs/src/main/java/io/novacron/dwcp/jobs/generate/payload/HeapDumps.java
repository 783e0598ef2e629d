package io.novacron.dwcp.jobs.generate.payload;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.jobs.generate.payload.PayloadFile.Packing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Dumps of the running JVM's own heap: each is the next version of the one before, which is the
 * protocol's own case of a VM whose memory moves on. Taken on the driver only; closing deletes
 * them.
 *
 * <p>Their bytes differ from run to run: a landing with heap dumps cannot be made twice.
 */
public final class HeapDumps implements AutoCloseable {

  private final PayloadConfig config;
  private final Path scratch;
  private final int wanted;
  private final List<Path> dumps = new ArrayList<>();
  private final List<Long> takenNanos = new ArrayList<>();

  /** Dumps into the folders' scratch; none where payloads come from a named folder. */
  public HeapDumps(PayloadConfig config, PayloadFolders folders) {
    this.config = config;
    this.scratch = folders.scratch();
    this.wanted = folders.machineDefaults() ? config.heapDumps() : 0;
  }

  /** Takes the next dump unless there are enough; only the first max-bytes of it are kept. */
  public void take() {
    if (dumps.size() >= wanted) {
      return;
    }
    var file = scratch.resolve("heap-" + dumps.size() + ".hprof");
    try {
      Files.createDirectories(scratch);
      Files.deleteIfExists(file);
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(file.toString(), true);
      dumps.add(file);
      takenNanos.add(System.nanoTime());
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(config.heapDumpMaxBytes());
      }
    } catch (IOException e) {
      throw new InfraError(
          "Cannot dump the heap: the file cannot be written: " + file + "; free disk space", e);
    }
  }

  /** Takes those that are missing. */
  public void takeAll() {
    while (dumps.size() < wanted) {
      take();
    }
  }

  /**
   * Regions of each dump but the first. The same region of all dumps has one name, because its
   * bytes are nearly the same: a split by name keeps them together.
   */
  List<PayloadFile> regions() {
    var regions = new ArrayList<PayloadFile>();
    for (var later = 1; later < dumps.size(); later++) {
      var bytes = dumps.get(later).toFile().length();
      var ageS = (takenNanos.get(later) - takenNanos.get(later - 1)) / 1e9;
      for (var offset = 0L; offset < bytes; offset += config.regionBytes()) {
        regions.add(
            new PayloadFile(
                String.format(Locale.ROOT, "heap/region-%04d", offset / config.regionBytes()),
                dumps.get(later).toString(),
                Packing.PLAIN,
                PayloadClass.HEAPDUMP,
                offset,
                Math.min(config.regionBytes(), bytes - offset),
                dumps.get(later - 1).toString(),
                ageS));
      }
    }
    return regions.stream().filter(region -> region.bytes() >= config.minBytes()).toList();
  }

  @Override
  public void close() {
    for (var dump : dumps) {
      try {
        Files.deleteIfExists(dump);
      } catch (IOException e) {
        throw new InfraError("Cannot delete a heap dump: " + dump + "; delete it by hand", e);
      }
    }
  }
}
