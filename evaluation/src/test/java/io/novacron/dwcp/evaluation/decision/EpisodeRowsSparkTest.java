package io.novacron.dwcp.evaluation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.common.schema.AlarmTables;
import io.novacron.dwcp.common.schema.SchemaCheck;
import io.novacron.dwcp.common.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class EpisodeRowsSparkTest {

  private static final EpisodeRules RULES = new EpisodeRules(900, 2, 6, 15);

  /**
   * Node a: an incident, a quarter of an hour of nothing, and one alarm more; node b: one alarm.
   */
  private static Dataset<Row> alarms(SparkSession spark) {
    return spark
        .sql(
            """
            SELECT * FROM VALUES
              ('a', '10:05:00', 0.7D, 'i1', 240.0D, array(struct('cpu', 2.0D, 4.0D, 'above'))),
              ('a', '10:10:00', 0.8D, 'i1', 540.0D,
                array(struct('clock', 3.0D, -16.0D, 'below'), struct('cpu', 2.5D, 3.0D, 'above'))),
              ('a', '10:30:00', 0.6D, NULL, NULL, array(struct('loss', 1.0D, 2.0D, 'above'))),
              ('b', '11:00:00', 0.6D, NULL, NULL, array())
            AS t(entity, clock, score, incident, since, causes)
            """)
        .selectExpr(
            "'r1' AS run_id",
            "DATE'2026-01-01' AS ds",
            "'reliability' AS model",
            "'v1' AS version",
            "'candidate' AS scorer",
            "'test' AS dataset",
            "entity",
            "to_timestamp(concat('2026-01-01 ', clock)) AS ts",
            "'tier1' AS tier",
            "score",
            "0.6D AS threshold",
            "CAST(causes AS array<struct<metric string, contribution double, deviation double,"
                + " side string>>) AS causes",
            "incident AS incident_id",
            "if(incident IS NULL, NULL, 'crash') AS incident_kind",
            "if(incident IS NULL, NULL, 'blunt') AS incident_severity",
            "since AS since_onset_s");
  }

  private static Dataset<Row> episodes(SparkSession spark, String lastSeen) {
    var last =
        alarms(spark)
            .select("scorer", "dataset", "entity")
            .distinct()
            .selectExpr("*", "TIMESTAMP'2026-01-01 %s' AS last_at".formatted(lastSeen));
    return EpisodeRows.of(alarms(spark), last, RULES);
  }

  private static List<String> text(Dataset<Row> episodes, String... columns) {
    return episodes.orderBy("entity", "raised_at").selectExpr(columns).collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  @Test
  void mergesAlarmsWithTheirCausesAndWhatTheyFound(SparkSession spark) {
    var episodes = episodes(spark, "23:55:00");

    SchemaCheck.require(AlarmTables.EPISODES, episodes.schema(), "write");
    assertThat(
            text(
                episodes,
                "entity",
                "date_format(raised_at, 'HH:mm')",
                "date_format(ended_at, 'HH:mm')",
                "windows",
                "peak_score",
                "severity",
                "incident_id",
                "detect_s"))
        .containsExactly(
            "[a,10:05,10:10,2,0.8,critical,i1,240.0]",
            "[a,10:30,10:30,1,0.6,minor,null,null]",
            "[b,11:00,11:00,1,0.6,minor,null,null]");
    assertThat(text(episodes.where("incident_id = 'i1'"), "causes.metric", "causes.contribution"))
        .singleElement()
        .asString()
        .contains("(cpu, clock)", "(4.5, 3.0)");
    assertThat(text(episodes.where("incident_id = 'i1'"), "causes[0].deviation", "incident_kind"))
        .containsExactly("[4.0,crash]");
  }

  @Test
  void leavesAnEpisodeOpenThatMayGoOnAfterTheData(SparkSession spark) {
    assertThat(text(episodes(spark, "11:10:00"), "entity", "ended_at IS NULL"))
        .containsExactly("[a,false]", "[a,false]", "[b,true]");
  }
}
