package io.novacron.dwcp.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {

  @TempDir private Path folder;

  private static Configuration settings() {
    var conf = new Configuration(false);
    LocalDisk.settings()
        .forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
    return conf;
  }

  private static FileSystem files() throws IOException {
    return FileSystem.newInstance(URI.create("file:///"), settings());
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void setsThePermissionsThatItIsAskedFor() throws IOException {
    var files = files();

    files
        .create(
            path("file"),
            FsPermission.createImmutable((short) 0640),
            true,
            64,
            (short) 1,
            4096,
            null)
        .close();
    files.mkdirs(path("folder"), FsPermission.createImmutable((short) 0750));

    assertThat(files).isInstanceOf(LocalDisk.class);
    assertThat(permissions("file")).isEqualTo("rw-r-----");
    assertThat(permissions("folder")).isEqualTo("rwxr-x---");
    files.setPermission(path("file"), FsPermission.createImmutable((short) 0607));
    assertThat(permissions("file")).isEqualTo("rw----rwx");
    assertThatThrownBy(
            () -> files.setPermission(path("absent"), FsPermission.createImmutable((short) 0600)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void renamesOnceAsADeltaCommitDoes() throws IOException {
    var context = FileContext.getFileContext(URI.create("file:///"), settings());
    context.create(path("draft"), EnumSet.of(CreateFlag.CREATE)).close();

    context.rename(path("draft"), path("commit"));

    assertThat(AbstractFileSystem.get(URI.create("file:///"), settings()))
        .isInstanceOf(LocalDiskContext.class);
    assertThat(folder.resolve("commit")).exists();
    assertThat(folder.resolve(".commit.crc")).exists();
    context.create(path("draft"), EnumSet.of(CreateFlag.CREATE)).close();
    assertThatThrownBy(() -> context.rename(path("draft"), path("commit")))
        .isInstanceOf(org.apache.hadoop.fs.FileAlreadyExistsException.class);
    context.rename(path("draft"), path("commit"), Options.Rename.OVERWRITE);
    assertThat(folder.resolve("draft")).doesNotExist();
  }

  @Test
  void tellsWhatIsThereAndWhatIsNot() throws IOException {
    Files.writeString(folder.resolve("target"), "12345");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
    var files = files();

    assertThat(files.getFileLinkStatus(path("target")).getLen()).isEqualTo(5);
    assertThat(files.getFileLinkStatus(path("link"))).isNotNull();
    assertThatThrownBy(() -> files.getFileLinkStatus(path("absent")))
        .isInstanceOf(FileNotFoundException.class);
  }
}
