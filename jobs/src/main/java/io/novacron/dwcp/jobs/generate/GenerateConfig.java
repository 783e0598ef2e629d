package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.link.EstimateConfig;
import io.novacron.dwcp.jobs.generate.link.FleetConfig;
import io.novacron.dwcp.jobs.generate.node.NodeConfig;
import io.novacron.dwcp.jobs.generate.payload.PayloadConfig;
import io.novacron.dwcp.jobs.generate.trace.TraceConfig;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Everything that decides what lands, but the payload files' bytes.
 *
 * @param seed seed of the run
 * @param firstDay first UTC date, yyyy-MM-dd
 * @param days number of dates
 * @param links links of a generated fleet; measured traces bring their own number
 * @param transfers transfers over all links and dates
 * @param hard what difficulty hard changes
 * @param node nodes and what befalls them
 * @param paths paths between sites
 */
public record GenerateConfig(
    long seed,
    String firstDay,
    int days,
    int links,
    long transfers,
    Difficulty difficulty,
    HardConfig hard,
    FleetConfig fleet,
    TraceConfig trace,
    TransferConfig transfer,
    PayloadConfig payload,
    DirtConfig dirt,
    NodeConfig node,
    PathsConfig paths)
    implements Serializable {

  public GenerateConfig {
    require(days >= 1 && days <= 366, "days: 1 … 366");
    require(links >= 1, "links: at least 1");
    require(transfers >= 1, "transfers: at least 1");
    try {
      LocalDate.parse(firstDay);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "generate.first-day: " + firstDay + "; give a date such as 2026-01-31", e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("generate." + rule + "; mend the configuration");
    }
  }

  /** The first date. */
  public LocalDate first() {
    return LocalDate.parse(firstDay);
  }

  /** The same run with other dirt. */
  GenerateConfig withDirt(DirtConfig other) {
    return new GenerateConfig(
        seed,
        firstDay,
        days,
        links,
        transfers,
        difficulty,
        hard,
        fleet,
        trace,
        transfer,
        payload,
        other,
        node,
        paths);
  }

  /** The fleet at the configured difficulty. */
  FleetConfig fleetAtDifficulty() {
    return switch (difficulty) {
      case DEFAULT -> fleet;
      case HARD -> hard.harden(fleet);
    };
  }

  /** The nodes at the configured difficulty. */
  NodeConfig nodeAtDifficulty() {
    return switch (difficulty) {
      case DEFAULT -> node;
      case HARD -> node.harden();
    };
  }

  /** The paths at the configured difficulty. */
  PathsConfig pathsAtDifficulty() {
    return switch (difficulty) {
      case DEFAULT -> paths;
      case HARD -> paths.harden();
    };
  }

  /** How the sender estimates, at the configured difficulty. */
  EstimateConfig estimate() {
    var age =
        switch (difficulty) {
          case DEFAULT -> transfer.estimateAgeSamples();
          case HARD -> hard.estimateAgeSamples();
        };
    return new EstimateConfig(transfer.estimateSamples(), age, transfer.estimateNoise());
  }
}
