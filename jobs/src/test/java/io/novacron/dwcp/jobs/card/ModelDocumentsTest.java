package io.novacron.dwcp.jobs.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import io.novacron.dwcp.common.registry.Judgement;
import io.novacron.dwcp.common.run.ConfigSnapshot;
import io.novacron.dwcp.evaluation.gate.GateConfig;
import io.novacron.dwcp.evaluation.gate.GateEntry;
import io.novacron.dwcp.evaluation.gate.Judge;
import io.novacron.dwcp.evaluation.gate.MeasuredDifference;
import io.novacron.dwcp.evaluation.gate.MeasuredValue;
import io.novacron.dwcp.evaluation.gate.Numbers;
import io.novacron.dwcp.evaluation.leak.LeakCheck;
import io.novacron.dwcp.evaluation.leak.LeakFinding;
import io.novacron.dwcp.jobs.training.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ModelDocumentsTest {

  private static final GateEntry GATE =
      new GateEntry(
          "decides-right",
          "accuracy",
          List.of("test"),
          "all",
          "value",
          "none",
          "at-least",
          0.98,
          "ci-low",
          10L,
          "block");

  private static MeasuredValue value(String scorer, String slice, double value) {
    return new MeasuredValue(
        "accuracy",
        "test",
        slice,
        scorer,
        OptionalDouble.of(value),
        OptionalDouble.of(value - 0.01),
        OptionalDouble.of(value + 0.01),
        400,
        "wilson");
  }

  private static ModelFacts facts(double accuracy, String model) {
    var numbers =
        new Numbers(
            List.of(
                value("candidate", "all", accuracy),
                value("candidate", "link_type=wan", 0.5),
                value("floor:majority", "all", 0.4)),
            List.of(
                new MeasuredDifference(
                    "accuracy",
                    "test",
                    "candidate",
                    "floor:majority",
                    OptionalDouble.of(0.5),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    400,
                    "paired")));
    return new ModelFacts(
        model,
        "d1",
        new Run("night-1", LocalDate.of(2026, 1, 2), 7),
        new ConfigSnapshot("night.split-seeds = 5\nseed = 7\n"),
        Map.of("java.version", "17.0.1"),
        List.of(GATE),
        List.of(new InputTable("features_compression", 3, "abc")),
        numbers,
        Judge.judge(numbers, Optional.empty(), GateConfig.of(List.of(GATE)), noLeaks()));
  }

  private static List<LeakFinding> noLeaks() {
    return Arrays.stream(LeakCheck.values())
        .map(check -> new LeakFinding(check.word(), true, "nothing found"))
        .toList();
  }

  private static String text(String name, ModelFacts facts) {
    return new String(ModelDocuments.of(facts).get(name), UTF_8);
  }

  @Test
  void writesEveryDocumentThatTheRegistryKnowsTheSameEachTime() {
    var documents = ModelDocuments.of(facts(0.995, "compression"));

    assertThat(documents).containsOnlyKeys(Judgement.DOCUMENTS);
    assertThat(ModelDocuments.of(facts(0.995, "compression")))
        .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(documents.get(name)));
  }

  @Test
  void saysInTheCardWhatTheJudgeSaid() {
    var blessed = text("MODEL_CARD.md", facts(0.995, "compression"));
    var refused = text("MODEL_CARD.md", facts(0.9, "compression"));

    assertThat(blessed)
        .startsWith("# Model compression: BLESSED\n")
        .contains("- all 2 blocking gates passed", "| 0.9850 | 400 | passed |");
    assertThat(refused)
        .startsWith("# Model compression: NOT_BLESSED\n")
        .contains("- decides-right: ", "| failed |")
        .contains("| metric | candidate | floor:majority |")
        .contains(
            "| accuracy | 0.9000 (0.8900 to 0.9100), n 400 | 0.4000 (0.3900 to 0.4100), n 400 |")
        .contains("| features_compression | 3 | abc |")
        .doesNotContain("wan");
  }

  @Test
  void escapesWhatComesFromOutside() {
    var card = text("MODEL_CARD.md", facts(0.9, "<script>a|b\nc"));

    assertThat(card).startsWith("# Model &lt;script&gt;a/b c: NOT_BLESSED").doesNotContain("<scr");
  }

  @Test
  void showsTheSameCardAsAPageThatNeedsNothingElse() throws IOException {
    var page = text("MODEL_CARD.html", facts(0.9, "<script>a|b\nc"));
    Files.writeString(Path.of("target/MODEL_CARD.html"), page);

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'", "<title>Model &lt;script&gt;a/b c: NOT_BLESSED</title>")
        .contains("<span class=\"badge bad\">NOT_BLESSED</span>", "<td class=\"bad\">failed</td>")
        .contains(
            "<td>0.9000 (0.8900 to 0.9100), n 400</td>", "<th scope=\"row\">features_compression")
        .doesNotContain("<scr", "http://", "https://", "src=", "href=");
    assertThat(text("MODEL_CARD.html", facts(0.995, "compression")))
        .contains("<span class=\"badge good\">BLESSED</span>", "<td class=\"good\">passed</td>");
  }

  @Test
  void keepsNumbersSettingsAndVersionsAsJson() throws IOException {
    var facts = facts(0.9, "compression");
    var json = new JsonMapper();

    var evaluation = json.readTree(text("evaluation.json", facts));
    var config = json.readTree(text("config.json", facts));

    assertThat(evaluation.get("verdict").asText()).isEqualTo("NOT_BLESSED");
    assertThat(evaluation.get("metrics")).hasSize(2);
    assertThat(evaluation.at("/metrics/0/ci_low").asDouble()).isEqualTo(0.89);
    assertThat(evaluation.at("/differences/0/ci_low").isNull()).isTrue();
    assertThat(config.get("digest").asText()).isEqualTo(facts.config().digest());
    assertThat(config.at("/settings/night.split-seeds").asText()).isEqualTo("5");
    assertThat(json.readTree(text("environment.json", facts)).get("java.version").asText())
        .isEqualTo("17.0.1");
    assertThat(json.readTree(text("inputs.json", facts)).at("/0/version").asLong()).isEqualTo(3);
  }

  @Test
  void writesGatesThatReadBackAsTheyWere() {
    var gates =
        ConfigFactory.parseString(text("gates.conf", facts(0.9, "compression")))
            .getConfigList("gates");

    assertThat(gates).hasSize(1);
    assertThat(gates.get(0).getDouble("bound")).isEqualTo(0.98);
    assertThat(gates.get(0).getLong("min-n")).isEqualTo(10);
    assertThat(gates.get(0).getStringList("datasets")).containsExactly("test");
    assertThat(gates.get(0).root()).hasSize(11);
  }
}
