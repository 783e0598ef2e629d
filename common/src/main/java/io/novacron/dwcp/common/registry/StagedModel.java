package io.novacron.dwcp.common.registry;

import java.nio.file.Path;

/**
 * Files that lie whole in the registry, whether a version names them or not.
 *
 * @param digest SHA-256 over their manifest
 * @param folder where they are
 */
public record StagedModel(String model, String digest, Path folder) {}
