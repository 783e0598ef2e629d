package io.novacron.dwcp.common.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's file system of the local disk without its child processes.
 *
 * <p>Without its native library, Hadoop starts {@code chmod} for every file and folder that it
 * makes and {@code readlink} four times for every rename: eight processes a Delta commit, 1,339 in
 * one night, each a fork of the whole JVM. The JDK answers both in microseconds. Files, checksums,
 * permissions and links are the same.
 */
public final class LocalDisk extends LocalFileSystem {

  /** Made by Hadoop from {@link #settings}. */
  public LocalDisk() {
    super(raw());
  }

  /** What a Spark session is configured with so that paths of the scheme {@code file} use it. */
  public static Map<String, String> settings() {
    return Map.of(
        "spark.hadoop.fs.file.impl", LocalDisk.class.getName(),
        "spark.hadoop.fs.AbstractFileSystem.file.impl", LocalDiskContext.class.getName());
  }

  static RawLocalFileSystem raw() {
    return new Raw();
  }

  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      var view =
          Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
      if (view == null || permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      view.setPermissions(
          PosixFilePermissions.fromString(
              permission.getUserAction().SYMBOL
                  + permission.getGroupAction().SYMBOL
                  + permission.getOtherAction().SYMBOL));
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }
  }
}
