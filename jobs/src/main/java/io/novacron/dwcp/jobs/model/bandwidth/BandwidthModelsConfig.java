package io.novacron.dwcp.jobs.model.bandwidth;

/**
 * The file {@code conf/models/bandwidth.conf}: a model for each contract of the runtime.
 *
 * @param datacenter links inside data centres and metropolitan areas
 * @param internet wide-area links
 */
public record BandwidthModelsConfig(
    BandwidthModelConfig datacenter, BandwidthModelConfig internet) {}
