package io.novacron.dwcp.jobs.operate;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.novacron.dwcp.common.error.InfraError;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A night as one HTML file that needs nothing else: no network, no script, light and dark, narrow
 * and wide, on paper too. All texts are escaped by the templates.
 */
public final class Report {

  private final Configuration templates;
  private final Supplier<Font> font;

  /** A report with the templates of this package and the font of the class path. */
  public Report() {
    this(ReportFont::load);
  }

  Report(Supplier<Font> font) {
    this.font = font;
    templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassLoaderForTemplateLoading(Report.class.getClassLoader(), "report");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setLocale(Locale.ROOT);
    templates.setNumberFormat("computer");
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
  }

  /**
   * Writes the report beside the target and then moves it there in one step, so that no reader ever
   * sees half of it.
   *
   * @return the file written
   * @throws InfraError when the file cannot be written
   */
  public Path write(ReportInput input, Path file) {
    var html = html(input);
    var target = file.toAbsolutePath().normalize();
    try {
      var folder = target.getParent();
      if (folder == null) {
        throw new InfraError("Cannot write report: not a file: " + file + "; name a file");
      }
      Files.createDirectories(folder);
      var aside = folder.resolve(target.getFileName() + ".part");
      Files.writeString(aside, html);
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw new InfraError(
          "Cannot write report: the file cannot be written: " + file + "; check the folder", e);
    }
  }

  /** The report's text. */
  public String html(ReportInput input) {
    var out = new StringWriter();
    try {
      templates
          .getTemplate("report.ftlh")
          .process(Map.of("page", ReportComposer.compose(input, new ReportCharts(font))), out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the report's own templates must fit its page", e);
    }
    return out.toString();
  }
}
