package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.Departure;
import io.novacron.dwcp.jobs.generate.link.Draws;
import io.novacron.dwcp.jobs.generate.payload.PayloadCatalog;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Which transfer leaves where and when: transfer n leaves over link n mod links, at a uniform time.
 *
 * @param links links that can send
 */
record Departures(GenerateConfig config, int links) implements Serializable {

  /** The transfers of link {@code index} between two times in s, in time order. */
  List<Departure> of(int index, double fromS, double toS) {
    var count = (int) ((config.transfers() - index + links - 1) / links);
    var draws = new Draws(config.seed(), "departures " + index);
    var times = DoubleStream.generate(() -> draws.uniform(fromS, toS)).limit(count).sorted();
    var departures = new ArrayList<Departure>();
    for (var atS : times.toArray()) {
      var number = index + (long) departures.size() * links;
      departures.add(new Departure(number, atS, wantedBytes(number)));
    }
    return departures;
  }

  /** The payload that transfer {@code number} carries. */
  long payloadNumber(long number) {
    var uses = config.payload().usesPerPayload();
    return number % ((config.transfers() + uses - 1) / uses);
  }

  private long wantedBytes(long number) {
    return PayloadCatalog.wantedBytes(config.payload(), config.seed(), payloadNumber(number));
  }
}
