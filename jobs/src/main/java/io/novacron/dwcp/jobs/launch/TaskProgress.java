package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.step.ProgressSink;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Feeds progress from Spark: finished tasks of one job group's jobs, one stage of progress for each
 * {@link ProgressSink#STAGE}. Totals grow as Spark plans further jobs, so time left speaks of known
 * work only.
 *
 * <p>Register it with the Spark context; it is called on the listener bus's one thread.
 */
public final class TaskProgress extends SparkListener {

  private static final String GROUP = "spark.jobGroup.id";

  private final ProgressSink sink;
  private final String jobGroup;
  private final Set<Integer> stages = new HashSet<>();

  private String current = "";
  private long total;
  private long finished;

  /** Follows the jobs of {@code jobGroup}, which is the run's id. */
  public TaskProgress(ProgressSink sink, String jobGroup) {
    super();
    this.sink = sink;
    this.jobGroup = jobGroup;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    Properties properties = job.properties();
    if (properties == null || !jobGroup.equals(properties.getProperty(GROUP))) {
      return;
    }
    var name = properties.getProperty(ProgressSink.STAGE, jobGroup);
    if (!name.equals(current)) {
      current = name;
      total = 0;
      finished = 0;
      stages.clear();
    }
    var infos = job.stageInfos().iterator();
    while (infos.hasNext()) {
      var info = infos.next();
      if (stages.add(info.stageId())) {
        total += info.numTasks();
      }
    }
    sink.stage(current, total);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (stages.contains(task.stageId()) && task.taskInfo().successful()) {
      finished++;
      sink.advance(finished);
    }
  }
}
