package io.novacron.dwcp.jobs.operate;

import java.util.ArrayList;
import java.util.List;

/**
 * The report as a tree of texts: what the templates print. Everything is escaped by the templates
 * except {@link Figure#svg}, which only {@link ReportCharts} makes.
 *
 * <p>Public because the template engine reads only public types.
 */
public record ReportPage(
    String title, String subtitle, List<Fact> facts, Table summary, List<Section> sections) {

  public ReportPage {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /** A name and its value. */
  public record Fact(String name, String value) {}

  /** A chapter: one model, or one side of the run. */
  public record Section(String id, String title, Badge badge, List<Block> blocks) {

    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /** A verdict in a word, with a sign so that colour is never the only signal. */
  public record Badge(String kind, String sign, String text) {

    static final Badge NONE = new Badge("", "", "");

    static Badge of(String verdict) {
      return switch (verdict) {
        case "BLESSED" -> new Badge("good", "\u2713", verdict);
        case "NOT_BLESSED" -> new Badge("bad", "\u2717", verdict);
        default -> new Badge("warn", "?", verdict);
      };
    }
  }

  /**
   * A heading with sentences, figures and tables below it.
   *
   * @param code text to be copied as it stands, empty for none
   */
  public record Block(
      String title, List<String> sentences, List<Figure> figures, List<Table> tables, String code) {

    public Block {
      sentences = List.copyOf(sentences);
      figures = List.copyOf(figures);
      tables = List.copyOf(tables);
    }

    static Block of(String title, List<String> sentences, Table... tables) {
      return new Block(title, sentences, List.of(), List.of(tables), "");
    }

    /** The block of a part that is not there. */
    static Block missing(String title, String sentence) {
      return of(title, List.of(sentence));
    }
  }

  /**
   * A chart.
   *
   * @param svg an {@code svg} element; empty when this machine cannot draw
   */
  public record Figure(String caption, String svg) {}

  /** How much of a table is seen at once. */
  public enum Fold {
    OPEN,
    FOLDED;

    /** Whether readers must ask for the table. */
    public boolean folded() {
      return this == FOLDED;
    }
  }

  /** A table with a caption; the first cell of a row is its heading. */
  public record Table(String caption, List<Column> columns, List<Row> rows, Fold fold) {

    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    static Table of(String caption, List<Column> columns, List<Row> rows) {
      return new Table(caption, columns, rows, Fold.OPEN);
    }

    Table foldedWhenLongerThan(int limit) {
      return rows.size() > limit ? new Table(caption, columns, rows, Fold.FOLDED) : this;
    }
  }

  /** A column's heading, and whether numbers stand below it. */
  public record Column(String title, boolean numeric) {

    /** Headings from words; one that starts with {@code #} stands over numbers. */
    static List<Column> of(String... titles) {
      var columns = new ArrayList<Column>();
      for (var title : titles) {
        var numeric = title.startsWith("#");
        columns.add(new Column(numeric ? title.substring(1) : title, numeric));
      }
      return columns;
    }
  }

  /** A row of a table. */
  public record Row(List<Cell> cells) {

    public Row {
      cells = List.copyOf(cells);
    }

    static Row of(Cell... cells) {
      return new Row(List.of(cells));
    }
  }

  /**
   * One cell.
   *
   * @param kind style: empty, good, bad, warn, muted, code, heat or bar
   * @param hint longer text for the curious, empty for none
   * @param share 0 to 100: how strong the heat is, or how long the bar
   */
  public record Cell(String text, String kind, String hint, int share) {

    static Cell of(String text) {
      return new Cell(text, "", "", 0);
    }

    static Cell of(String text, String kind) {
      return new Cell(text, kind, "", 0);
    }

    static Cell digest(String digest) {
      return new Cell(ReportFormat.shortened(digest), "code", digest, 0);
    }

    static Cell passed(boolean passed) {
      return passed ? of("\u2713 passed", "good") : of("\u2717 failed", "bad");
    }
  }
}
