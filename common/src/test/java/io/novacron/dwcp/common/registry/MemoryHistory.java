package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.run.RunStamp;
import java.util.ArrayList;
import java.util.List;

/** The registry's history in lists: what a sound table store keeps, without Spark. */
final class MemoryHistory implements ModelHistory {

  private final List<ModelVersion> versions = new ArrayList<>();
  private final List<AliasMove> moves = new ArrayList<>();
  private final List<ModelEvent> events = new ArrayList<>();
  private final List<String> commits = new ArrayList<>();

  @Override
  public List<ModelVersion> versions(String model) {
    return versions.stream().filter(version -> version.model().equals(model)).toList();
  }

  @Override
  public List<AliasMove> moves(String model) {
    return moves.stream().filter(move -> move.model().equals(model)).toList();
  }

  @Override
  public List<ModelEvent> events(String model) {
    return events.stream().filter(event -> event.model().equals(model)).toList();
  }

  @Override
  public void addVersion(RunStamp run, ModelVersion version) {
    versions.add(version);
    commits.add("version");
  }

  @Override
  public void addMoves(RunStamp run, List<AliasMove> added) {
    moves.addAll(added);
    commits.add("aliases");
  }

  @Override
  public void addEvent(RunStamp run, ModelEvent event) {
    events.add(event);
    commits.add("event");
  }

  List<String> commits() {
    return commits;
  }

  /** Everything that a reader could see, as text. */
  String state() {
    return versions + "\n" + moves + "\n" + events;
  }
}
