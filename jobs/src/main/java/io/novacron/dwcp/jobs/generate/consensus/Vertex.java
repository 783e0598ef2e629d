package io.novacron.dwcp.jobs.generate.consensus;

import java.util.List;

/** A header of a DAG's round with its parents, which are certificates of the round before. */
final class Vertex {

  private final int round;
  private final int author;
  private final long value;
  private final long parentMask;
  private final List<Vertex> parents;

  /**
   * @param parentMask authors of the parents, a bit each
   */
  Vertex(int round, int author, long value, long parentMask, List<Vertex> parents) {
    this.round = round;
    this.author = author;
    this.value = value;
    this.parentMask = parentMask;
    this.parents = List.copyOf(parents);
  }

  /** The same header about something else. */
  Vertex withValue(long other) {
    return other == value ? this : new Vertex(round, author, other, parentMask, parents);
  }

  int round() {
    return round;
  }

  int author() {
    return author;
  }

  long value() {
    return value;
  }

  List<Vertex> parents() {
    return parents;
  }

  boolean hasParent(int node) {
    return (parentMask & (1L << node)) != 0;
  }
}
