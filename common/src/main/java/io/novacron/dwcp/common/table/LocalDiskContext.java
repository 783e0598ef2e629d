package io.novacron.dwcp.common.table;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsConstants;

/** {@link LocalDisk} behind Hadoop's second interface to files, through which Delta commits. */
public final class LocalDiskContext extends ChecksumFs {

  /** Made by Hadoop by reflection, with exactly these parameters. */
  @SuppressWarnings("unused") // Hadoop passes the URI; there is but one local disk.
  public LocalDiskContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
    super(new Raw(conf));
  }

  /** As Hadoop's own RawLocalFs, which has no public constructor. */
  private static final class Raw extends DelegateToFileSystem {

    Raw(Configuration conf) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          LocalDisk.raw(),
          conf,
          FsConstants.LOCAL_FS_URI.getScheme(),
          false);
    }

    /** The kernel knows what a name may be. */
    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }
}
