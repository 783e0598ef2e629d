package io.novacron.dwcp.jobs.generate.link;

import java.util.List;

/** Everything about one link over the whole range of days; samples and transfers in time order. */
public record LinkRecord(
    LinkIdentity identity, double skewMs, List<LinkSample> samples, List<SentTransfer> transfers) {

  public LinkRecord {
    samples = List.copyOf(samples);
    transfers = List.copyOf(transfers);
  }
}
