package io.novacron.dwcp.jobs.launch;

import io.delta.storage.HDFSLogStore;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's store of commits, which dies before the first commit to a named table and stays dead: as
 * a process that is killed there, no later commit of the night succeeds either.
 */
public final class CrashingLogStore extends HDFSLogStore {

  private static volatile String victim = "";
  private static volatile boolean dead;

  public CrashingLogStore(Configuration configuration) {
    super(configuration);
  }

  /** The next commit to that table kills; an empty name kills nothing. */
  static void killBefore(String table) {
    victim = table;
    dead = false;
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    dead |= !victim.isEmpty() && path.toString().contains("/" + victim + "/_delta_log/");
    if (dead) {
      throw new IllegalStateException("killed before a commit to " + victim);
    }
    super.write(path, actions, overwrite, configuration);
  }
}
