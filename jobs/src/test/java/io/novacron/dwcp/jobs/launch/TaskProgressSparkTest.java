package io.novacron.dwcp.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.testing.LocalSpark;
import io.novacron.dwcp.jobs.step.ProgressSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class TaskProgressSparkTest {

  private static final class Recorder implements ProgressSink {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void stage(String name, long total) {
      calls.add(name + " of " + total);
    }

    @Override
    public void advance(long done) {
      calls.add("done " + done);
    }

    @Override
    public void done() {
      calls.add("end");
    }
  }

  @Test
  void countsFinishedTasksOfItsJobGroupOnly(SparkSession spark) throws Exception {
    var sink = new Recorder();
    var context = spark.sparkContext();
    var listener = new TaskProgress(sink, "night-1");
    context.addSparkListener(listener);
    try {
      context.setJobGroup("night-2", "another night", false);
      spark.range(0, 10, 1, 3).toJavaRDD().count();
      context.setJobGroup("night-1", "label compression", false);
      context.setLocalProperty(ProgressSink.STAGE, "label compression");
      spark.range(0, 10, 1, 2).toJavaRDD().count();
      context.setJobDescription("Delta: label compression: Compute snapshot for version: 0");
      spark.range(0, 10, 1, 1).toJavaRDD().count();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.clearJobGroup();
      context.setLocalProperty(ProgressSink.STAGE, null);
      context.removeSparkListener(listener);
    }

    assertThat(sink.calls)
        .containsExactly(
            "label compression of 2", "done 1", "done 2", "label compression of 3", "done 3");
  }
}
