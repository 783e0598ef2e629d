package io.novacron.dwcp.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.common.run.RunId;
import io.novacron.dwcp.common.run.RunStamp;
import io.novacron.dwcp.common.schema.EvaluationTables;
import io.novacron.dwcp.common.table.TableStore;
import io.novacron.dwcp.common.testing.Frames;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class RegistrySparkTest {

  private static final String MODEL = "compression";
  private static final Judgement BLESSED = new Judgement("BLESSED", "{}");

  private static RunStamp run(String id, int day) {
    return new RunStamp(new RunId(id), LocalDate.of(2026, 1, day));
  }

  private static Map<String, byte[]> files(String text) {
    return Map.of("model.onnx", text.getBytes(UTF_8));
  }

  @Test
  void keepsVersionsAliasesAndEventsAsTablesAcrossAKill(SparkSession spark, @TempDir Path lake) {
    var store = new TableStore(spark, lake);
    var registry = new Registry(store, spark, lake);
    var publication = new Publication(registry, folder -> Optional.empty());
    var killed =
        new Publication(
            registry,
            folder -> Optional.empty(),
            step -> {
              if (step == PublicationStep.ALIAS_MOVED) {
                throw new IllegalStateException("killed");
              }
            });
    publication.publish(run("n1", 1), MODEL, files("a"), BLESSED);
    assertThatThrownBy(() -> killed.publish(run("n2", 2), MODEL, files("b"), BLESSED))
        .hasMessage("killed");

    publication.publish(run("n2", 2), MODEL, files("b"), BLESSED);

    Frames.assertSame(
        store
            .read(EvaluationTables.MODEL_ALIASES)
            .select("run_id", "ds", "model", "alias", "sequence", "version"),
        Frames.of(
            spark,
            "run_id string, ds date, model string, alias string, sequence bigint, version bigint",
            "n1 | 2026-01-01 | compression | champion | 1 | 1",
            "n2 | 2026-01-02 | compression | previous | 1 | 1",
            "n2 | 2026-01-02 | compression | champion | 2 | 2"),
        List.of("alias", "sequence"),
        0);
    Frames.assertSame(
        store
            .read(EvaluationTables.MODEL_VERSIONS)
            .select("run_id", "version", "verdict", "infra_verdict"),
        Frames.of(
            spark,
            "run_id string, version bigint, verdict string, infra_verdict string",
            "n1 | 1 | BLESSED | INFRA_BLESSED",
            "n2 | 2 | BLESSED | INFRA_BLESSED"),
        List.of("version"),
        0);
    Frames.assertSame(
        store.read(EvaluationTables.MODEL_EVENTS).drop("ds"),
        Frames.of(
            spark,
            "run_id string, model string, event string, version bigint, detail string",
            "n1 | compression | published | 1 | version 1 is champion",
            "n2 | compression | published | 2 | version 2 is champion"),
        List.of("version"),
        0);
    assertThat(registry.load(MODEL, "champion").bytes("model.onnx")).asString(UTF_8).isEqualTo("b");
    // Making the table is commit 0; then one commit for each of the two moves.
    assertThat(store.version(EvaluationTables.MODEL_ALIASES)).isEqualTo(2);
  }
}
