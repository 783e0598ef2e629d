package io.novacron.dwcp.common.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.error.LockedError;
import io.novacron.dwcp.common.error.UsageError;
import io.novacron.dwcp.common.run.RunId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {

  private static final RunId FIRST = new RunId("first");
  private static final RunId SECOND = new RunId("second");

  /** Holds the lock of a lake until its standard input ends. */
  static final class Holder {

    public static void main(String[] args) throws IOException {
      try (var channel =
              FileChannel.open(
                  Path.of(args[0], ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        Files.writeString(Path.of(args[0], "ready"), String.valueOf(lock.isValid()));
        System.in.read();
      }
    }
  }

  @Test
  void refusesASecondRunAndNamesTheFirst(@TempDir Path lake) {
    try (var held = Lock.acquire(lake, FIRST)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> Lock.acquire(lake, SECOND))
          .isInstanceOf(LockedError.class)
          .hasMessageContaining("run 'first' holds it");
    }
  }

  @Test
  void isFreeAfterCloseAndNamesItsLastHolder(@TempDir Path dir) throws IOException {
    var lake = dir.resolve("new/lake");
    Lock.acquire(lake, new RunId("a-much-longer-name")).close();

    try (var held = Lock.acquire(lake, SECOND)) {
      assertThat(held).isNotNull();
      assertThat(lake.resolve(".lock")).hasContent("second");
    }
  }

  @Test
  void knowsALakeByItsRealPath(@TempDir Path dir) throws IOException {
    var lake = Files.createDirectories(dir.resolve("lake"));
    var link = Files.createSymbolicLink(dir.resolve("link"), lake);

    try (var held = Lock.acquire(lake, FIRST)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> Lock.acquire(link, SECOND)).isInstanceOf(LockedError.class);
    }
  }

  @Test
  void refusesLakesThatCannotBeMadeOrLocked(@TempDir Path dir) throws IOException {
    var file = Files.writeString(dir.resolve("file"), "x");
    var lake = Files.createDirectories(dir.resolve("lake"));
    Files.createSymbolicLink(lake.resolve(".lock"), file);

    assertThatThrownBy(() -> Lock.acquire(file.resolve("lake"), FIRST))
        .isInstanceOf(UsageError.class);
    assertThatThrownBy(() -> Lock.acquire(lake, FIRST)).isInstanceOf(UsageError.class);
    assertThat(file).hasContent("x");
    Files.delete(lake.resolve(".lock"));
    Lock.acquire(lake, FIRST).close();
  }

  @Test
  void refusesALakeThatAnotherProcessHolds(@TempDir Path lake) throws Exception {
    Files.writeString(lake.resolve(".lock"), "other-process");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes =
        Path.of(LockTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var command = List.of(java, "-cp", classes.toString(), Holder.class.getName(), lake.toString());
    var process = new ProcessBuilder(command).start();
    try {
      while (process.isAlive() && !Files.exists(lake.resolve("ready"))) {
        Thread.sleep(5);
      }

      assertThatThrownBy(() -> Lock.acquire(lake, FIRST))
          .isInstanceOf(LockedError.class)
          .hasMessageContaining("run 'other-process' holds it");
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }

    Lock.acquire(lake, FIRST).close();
    assertThat(lake.resolve(".lock")).hasContent("first");
  }
}
