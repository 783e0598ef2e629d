package io.novacron.dwcp.jobs.operate;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one font of charts. It comes from the class path, because servers often have no font at all;
 * so a chart also looks the same on every machine. Text is drawn as outlines: readers need no font.
 */
final class ReportFont {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFont.class);

  /** Liberation Sans (SIL Open Font License), as PDFBox carries it. */
  private static final String CARRIED =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final float SIZE = 12;

  private ReportFont() {}

  /** The carried font, or the machine's own sans serif where the class path has none. */
  static Font load() {
    return Loaded.FONT;
  }

  private static final class Loaded {
    private static final Font FONT = load(CARRIED);
  }

  static Font load(String resource) {
    try (var in = ReportFont.class.getResourceAsStream(resource)) {
      if (in != null) {
        return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(SIZE);
      }
    } catch (IOException | FontFormatException e) {
      LOG.warn("Cannot read the font {}; charts use the machine's own", resource, e);
    }
    return new Font(Font.SANS_SERIF, Font.PLAIN, (int) SIZE);
  }
}
