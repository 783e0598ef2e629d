package io.novacron.dwcp.jobs.operate;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a chart library's SVG document into an element for a page: no XML head, no fixed size, ids
 * that differ between figures, coordinates of two decimals, and colours that follow the page.
 *
 * <p>Charts are drawn in the {@link Ink} marker colours, which no chart would use by chance; here
 * each becomes a CSS variable, so that one drawing serves light, dark and print.
 */
final class ReportSvg {

  /** What a stroke stands for, its marker colour and the page's CSS variable. */
  enum Ink {
    TEXT(1, "muted"),
    GRID(2, "line"),
    CANDIDATE(3, "accent"),
    CHAMPION(4, "champion"),
    FLOOR(5, "floor"),
    CEILING(6, "ceiling"),
    BOUND(7, "bad");

    private final int marker;
    private final String variable;

    Ink(int marker, String variable) {
      this.marker = marker;
      this.variable = variable;
    }

    Color color() {
      return new Color(250, 5, marker);
    }

    private String text() {
      return "rgb(250,5," + marker + ")";
    }
  }

  private static final Pattern SIZE = Pattern.compile("<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>");
  private static final Pattern CLIP = Pattern.compile("\\bclip(-?\\d+)\\b");
  private static final Pattern DECIMALS = Pattern.compile("-?\\d+\\.\\d{3,}");
  private static final Pattern SPACE = Pattern.compile(">\\s+<");

  private ReportSvg() {}

  /**
   * The element.
   *
   * @param document what the chart library wrote
   * @param prefix letters that no other figure of the page uses, put before ids
   */
  static String element(String document, String prefix) {
    var body = document.substring(document.indexOf("<svg"));
    var size = SIZE.matcher(body);
    if (!size.find()) {
      throw new IllegalArgumentException("not an SVG document with a viewBox");
    }
    body =
        "<svg viewBox=\"%s\" aria-hidden=\"true\" focusable=\"false\">".formatted(size.group(1))
            + body.substring(size.end());
    body = CLIP.matcher(body).replaceAll(prefix + "$1");
    body = DECIMALS.matcher(body).replaceAll(number -> rounded(number.group()));
    body = SPACE.matcher(body).replaceAll("><").strip();
    for (var ink : List.of(Ink.values())) {
      body = body.replace(ink.text(), "var(--" + ink.variable + ")");
    }
    return body;
  }

  private static String rounded(String number) {
    return new BigDecimal(number)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
