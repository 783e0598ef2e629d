package io.novacron.dwcp.common.registry;

import io.novacron.dwcp.common.run.RunStamp;
import java.util.List;

/** The three tables of the registry; each {@code add} is one atomic commit, nothing is updated. */
interface ModelHistory {

  List<ModelVersion> versions(String model);

  List<AliasMove> moves(String model);

  List<ModelEvent> events(String model);

  void addVersion(RunStamp run, ModelVersion version);

  void addMoves(RunStamp run, List<AliasMove> moves);

  void addEvent(RunStamp run, ModelEvent event);
}
