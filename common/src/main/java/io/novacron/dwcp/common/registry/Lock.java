package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.error.InfraError;
import io.novacron.dwcp.common.error.LockedError;
import io.novacron.dwcp.common.error.SuiteException;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one run at a time write to a lake: an operating-system lock on {@code <lake>/.lock}, which
 * goes with the process however it ends. The file stays and names the last holder.
 *
 * <p>The lock is the host's: it does not keep two machines on a network file system apart.
 */
public final class Lock implements AutoCloseable {

  private static final String FILE = ".lock";
  private static final int LONGEST_RUN_ID = 64;

  /**
   * Lakes held by this process. POSIX drops a process's lock when it closes <em>any</em> channel to
   * the file, so a second try must be refused before it opens one.
   */
  private static final Map<Path, RunId> HELD = new ConcurrentHashMap<>();

  private final Path lake;
  private final FileChannel channel;

  private Lock(Path lake, FileChannel channel) {
    this.lake = lake;
    this.channel = channel;
  }

  /**
   * Takes the lake for {@code run}, or fails at once.
   *
   * @throws LockedError naming the run that holds it
   * @throws UsageError when the lake cannot be written
   */
  public static Lock acquire(Path lake, RunId run) {
    var real = folder(lake);
    var holder = HELD.putIfAbsent(real, run);
    if (holder != null) {
      throw held(holder.value(), lake);
    }
    try {
      return new Lock(real, lockedChannel(real, run));
    } catch (SuiteException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel lockedChannel(Path lake, RunId run) {
    var channel = open(lake);
    try {
      if (channel.tryLock() == null) {
        var holder = read(channel);
        channel.close();
        throw held(holder, lake);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(run.value().getBytes(StandardCharsets.UTF_8)), 0);
      channel.force(true);
      return channel;
    } catch (IOException e) {
      throw new InfraError(
          "Cannot lock lake: its file .lock cannot be locked or written: "
              + lake
              + "; use a file system with locks",
          e);
    }
  }

  private static LockedError held(String holder, Path lake) {
    return new LockedError(
        "Cannot use lake: run '%s' holds it: %s; wait for that run to end, or name another lake"
            .formatted(holder, lake));
  }

  private static Path folder(Path lake) {
    try {
      return Files.createDirectories(lake).toRealPath();
    } catch (IOException e) {
      throw new UsageError(
          "Cannot lock lake: the folder cannot be made: " + lake + "; name another with --lake", e);
    }
  }

  private static FileChannel open(Path lake) {
    try {
      return FileChannel.open(
          lake.resolve(FILE),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UsageError(
          "Cannot lock lake: not writable: " + lake + "; name another folder with --lake", e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(LONGEST_RUN_ID);
    channel.read(buffer, 0);
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  /** Frees the lake. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new InfraError("Cannot free lake: its file .lock cannot be closed; check the disk", e);
    } finally {
      HELD.remove(lake);
    }
  }
}
