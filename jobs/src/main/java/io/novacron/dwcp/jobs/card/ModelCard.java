package io.novacron.dwcp.jobs.card;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.novacron.dwcp.evaluation.gate.Gate;
import io.novacron.dwcp.evaluation.gate.GateResult;
import io.novacron.dwcp.evaluation.gate.MeasuredValue;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * A model's card in Markdown and as one HTML page that needs nothing else, from the verdict and the
 * numbers that it was judged by.
 *
 * <p>Texts are escaped by the templates as in HTML, which Markdown takes as it is; the bar that
 * would end a table's cell there is replaced in both.
 */
final class ModelCard {

  private static final String TEST = "test";
  private static final String ALL = "all";

  private final Configuration templates;

  ModelCard() {
    templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassLoaderForTemplateLoading(ModelCard.class.getClassLoader(), "");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setLocale(Locale.ROOT);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
  }

  /** The card in Markdown. */
  String markdown(ModelFacts facts) {
    return filled("card/model-card.ftl", facts);
  }

  /** The card as a page: no network, no script, light and dark, on paper too. */
  String html(ModelFacts facts) {
    return filled("card/model-card.ftlh", facts);
  }

  private String filled(String template, ModelFacts facts) {
    var out = new StringWriter();
    try {
      templates.getTemplate(template).process(Map.of("card", page(facts)), out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the card's own templates must fit its page", e);
    }
    return out.toString();
  }

  /**
   * What the templates show.
   *
   * @param blessed whether the verdict lets it be published
   * @param scorers columns of the table of numbers
   * @param numbers one line a metric: its name, then a cell for each scorer
   * @param gates one line a gate: condition, observed, rows, outcome
   */
  public record Page(
      String model,
      String digest,
      String verdict,
      boolean blessed,
      String runId,
      String date,
      String seed,
      String configDigest,
      List<String> reasons,
      List<String> scorers,
      List<List<String>> numbers,
      List<List<String>> gates,
      List<List<String>> inputs) {}

  private static Page page(ModelFacts facts) {
    var measured =
        facts.numbers().values().stream()
            .filter(value -> value.dataset().equals(TEST) && value.slice().equals(ALL))
            .toList();
    var scorers = scorers(measured);
    return new Page(
        cell(facts.model()),
        facts.digest(),
        facts.verdict().word(),
        facts.verdict().mayPublish(),
        cell(facts.run().runId()),
        facts.run().date().toString(),
        Long.toString(facts.run().seed()),
        facts.config().digest(),
        facts.verdict().reasons().stream().map(ModelCard::cell).toList(),
        scorers.stream().map(ModelCard::cell).toList(),
        numbers(measured, scorers),
        facts.verdict().results().stream().map(ModelCard::gate).toList(),
        facts.inputs().stream()
            .map(input -> List.of(input.table(), Long.toString(input.version()), input.logSha256()))
            .toList());
  }

  /** The candidate first, the others by name. */
  private static List<String> scorers(List<MeasuredValue> measured) {
    var others = new TreeSet<String>();
    measured.forEach(value -> others.add(value.scorer()));
    others.remove(Gate.CANDIDATE);
    var scorers = new ArrayList<String>();
    scorers.add(Gate.CANDIDATE);
    scorers.addAll(others);
    return scorers;
  }

  private static List<List<String>> numbers(List<MeasuredValue> measured, List<String> scorers) {
    var metrics = new TreeSet<String>();
    measured.forEach(value -> metrics.add(value.metric()));
    var lines = new ArrayList<List<String>>();
    for (var metric : metrics) {
      var line = new ArrayList<String>();
      line.add(cell(metric));
      for (var scorer : scorers) {
        line.add(
            measured.stream()
                .filter(value -> value.metric().equals(metric) && value.scorer().equals(scorer))
                .findFirst()
                .map(ModelCard::number)
                .orElse("-"));
      }
      lines.add(line);
    }
    return lines;
  }

  private static String number(MeasuredValue value) {
    var interval = value.ciLow().isPresent() && value.ciHigh().isPresent();
    return number(value.value())
        + (interval ? " (" + number(value.ciLow()) + " to " + number(value.ciHigh()) + ")" : "")
        + ", n "
        + value.n();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.4g", value.getAsDouble())
        : "undefined";
  }

  private static List<String> gate(GateResult result) {
    return List.of(
        cell(result.gate().name()),
        cell(result.gate().condition()),
        number(result.observed()),
        Long.toString(result.n()),
        result.passed() ? "passed" : result.refuses() ? "failed" : "warns");
  }

  /** A text that stays within its cell and its line. */
  private static String cell(String text) {
    return text.replace('|', '/').replace('\n', ' ').replace('\r', ' ');
  }
}
