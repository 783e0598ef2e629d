package io.novacron.dwcp.jobs.generate.link;

import org.jspecify.annotations.Nullable;

/** The words that telemetry carries about a link; null where a measured source does not say. */
public record LinkIdentity(
    String nodeId,
    String peerId,
    LinkType type,
    @Nullable String region,
    @Nullable String az,
    @Nullable String tier,
    @Nullable String mode,
    @Nullable String transport) {}
