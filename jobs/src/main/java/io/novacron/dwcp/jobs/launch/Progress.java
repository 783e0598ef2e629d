package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.operate.ReportFormat;
import io.novacron.dwcp.jobs.step.ProgressSink;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for people, on standard error: how much is done, at what rate, and the time left.
 *
 * <p>On a terminal one line is rewritten at most four times a second; elsewhere one line is written
 * an interval. Both write one line at the end of each stage. The rate is the mean over the stage;
 * where the total is unknown, so is the time left. Safe for use from several threads.
 */
public final class Progress implements ProgressSink {

  private static final String REWRITE = "\r\u001b[K";

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final String start;
  private final String end;
  private final long intervalNanos;

  private String stage = "";
  private long total;
  private long finished;
  private long startedAt;
  private long shownAt;

  private Progress(
      PrintStream out, LongSupplier nanoTime, String start, String end, Duration interval) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.start = start;
    this.end = end;
    this.intervalNanos = interval.toNanos();
  }

  /** One line, rewritten. */
  public static Progress onTerminal(PrintStream out, LongSupplier nanoTime) {
    return new Progress(out, nanoTime, REWRITE, "", Duration.ofMillis(250));
  }

  /**
   * One line every {@code interval}, for logs.
   *
   * @throws IllegalArgumentException when the interval is not positive
   */
  public static Progress inLines(PrintStream out, LongSupplier nanoTime, Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval: " + interval + "; use a positive one");
    }
    return new Progress(out, nanoTime, "", System.lineSeparator(), interval);
  }

  @Override
  public synchronized void stage(String name, long newTotal) {
    if (!stage.equals(name)) {
      done();
      stage = name;
      finished = 0;
      startedAt = nanoTime.getAsLong();
      shownAt = startedAt;
    }
    total = newTotal;
  }

  @Override
  public synchronized void advance(long done) {
    finished = Math.max(finished, done);
    var now = nanoTime.getAsLong();
    if (!stage.isEmpty() && now - shownAt >= intervalNanos) {
      shownAt = now;
      print(line(now), end);
    }
  }

  @Override
  public synchronized void done() {
    if (!stage.isEmpty()) {
      var seconds = (nanoTime.getAsLong() - startedAt) / 1e9;
      var rate = seconds > 0 ? ", " + rate(finished / seconds) : "";
      print(
          "%s: done, %s in %s%s"
              .formatted(stage, ReportFormat.count(finished), ReportFormat.duration(seconds), rate),
          System.lineSeparator());
      stage = "";
    }
  }

  private void print(String line, String ending) {
    out.print(start + line + ending);
    out.flush();
  }

  private String line(long now) {
    var seconds = (now - startedAt) / 1e9;
    var rate = finished / seconds;
    if (total <= 0) {
      return "%s: %s, %s, %s so far"
          .formatted(
              stage, ReportFormat.count(finished), rate(rate), ReportFormat.duration(seconds));
    }
    var share = Math.min(1, (double) finished / total);
    var left =
        rate > 0
            ? ReportFormat.duration(Math.max(0, total - finished) / rate) + " left"
            : "time left unknown";
    return "%s: %s of %s (%.0f %%), %s, %s"
        .formatted(
            stage,
            ReportFormat.count(finished),
            ReportFormat.count(total),
            100 * share,
            rate(rate),
            left);
  }

  private static String rate(double rate) {
    return rate >= 1000
        ? String.format(Locale.ROOT, "%,.0f/s", rate)
        : ReportFormat.number(Math.round(rate * 100) / 100.0) + "/s";
  }
}
