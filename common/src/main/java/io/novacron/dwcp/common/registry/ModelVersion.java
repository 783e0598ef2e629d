package io.novacron.dwcp.common.registry;

/**
 * One trained candidate in the registry, published or refused; never changed after it is written.
 *
 * @param version growing number within the model, from 1
 * @param digest SHA-256 over the manifest; one digest is one version
 * @param verdict BLESSED, NOT_BLESSED or NOT_EVALUATED
 * @param verdictDigest SHA-256 of the verdict's text
 * @param infraVerdict INFRA_BLESSED or INFRA_NOT_BLESSED: whether the published folder loads
 * @param folder path of the files below the registry's root
 */
public record ModelVersion(
    String model,
    long version,
    String digest,
    String verdict,
    String verdictDigest,
    String infraVerdict,
    String folder) {}
