package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Fleet;
import io.novacron.dwcp.jobs.generate.link.LinkRecord;
import io.novacron.dwcp.jobs.generate.link.LinkSimulator;
import java.io.Serializable;

/** Where links come from: a function of the index, so that any task can make any link. */
interface LinkSource extends Serializable {

  int size();

  LinkRecord record(int index);

  /** Links by mechanism. */
  record FleetLinks(GenerateConfig config) implements LinkSource {

    private static final int SECONDS_AT_END = 60;

    @Override
    public int size() {
      return config.links();
    }

    @Override
    public LinkRecord record(int index) {
      var profile = new Fleet(config.fleet(), config.seed()).profile(index);
      var departures =
          new Departures(config, size())
              .of(index, config.transfer().warmUpS(), config.days() * 86_400.0 - SECONDS_AT_END);
      return new LinkSimulator(profile, config.fleet(), config.estimate())
          .run(config.days(), departures);
    }
  }
}
