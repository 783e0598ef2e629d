package io.novacron.dwcp.jobs.launch;

/** What the process tells its caller. */
public enum ExitCode {
  DONE(0, "done; a refused model is a successful night"),
  BUG(1, "a bug of the suite"),
  USAGE(2, "the command line or the configuration is wrong"),
  DATA(3, "data breaks its contract"),
  REJECTED(4, "a model was refused and --fail-on-reject was given"),
  INFRASTRUCTURE(5, "storage, a native library or the cluster failed"),
  LOCKED(6, "another run holds the lake");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** One phrase for the documents. */
  public String meaning() {
    return meaning;
  }

  /** This one, or {@code earlier} when this one is {@link #DONE}. */
  ExitCode or(ExitCode earlier) {
    return this == DONE ? earlier : this;
  }
}
