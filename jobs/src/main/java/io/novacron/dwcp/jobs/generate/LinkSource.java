package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Departure;
import io.novacron.dwcp.jobs.generate.link.Fleet;
import io.novacron.dwcp.jobs.generate.link.LinkRecord;
import io.novacron.dwcp.jobs.generate.link.LinkSimulator;
import io.novacron.dwcp.jobs.generate.trace.TraceLinks;
import java.io.Serializable;
import java.util.List;

/** Where links come from: a function of the index, so that any task can make any link. */
interface LinkSource extends Serializable {

  int size();

  /** Links that carry transfers: indices 0 … senders - 1. */
  int senders();

  LinkRecord record(int index);

  /** Links by mechanism. */
  record FleetLinks(GenerateConfig config) implements LinkSource {

    private static final int SECONDS_AT_END = 60;

    @Override
    public int size() {
      return config.links();
    }

    @Override
    public int senders() {
      return size();
    }

    @Override
    public LinkRecord record(int index) {
      var profile = new Fleet(config.fleetAtDifficulty(), config.seed()).profile(index);
      var departures =
          new Departures(config, size())
              .of(index, config.transfer().warmUpS(), config.days() * 86_400.0 - SECONDS_AT_END);
      return new LinkSimulator(profile, config.fleetAtDifficulty(), config.estimate())
          .run(config.days(), departures);
    }
  }

  /** Links from measured traces. */
  record MeasuredLinks(GenerateConfig config, TraceLinks traces) implements LinkSource {

    @Override
    public int size() {
      return traces.size();
    }

    @Override
    public int senders() {
      return traces.senders();
    }

    @Override
    public LinkRecord record(int index) {
      List<Departure> departures =
          index < senders()
              ? new Departures(config, senders()).of(index, 0, traces.places(index))
              : List.of();
      return traces.record(index, config.days() * 86_400.0, departures);
    }
  }
}
