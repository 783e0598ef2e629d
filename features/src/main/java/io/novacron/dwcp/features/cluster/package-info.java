/**
 * Windows of what clusters of replicas say of themselves, each held against the cluster's own usual
 * level. Which columns there are is declared in {@code set}. Read ClusterFeatures first.
 */
@NullMarked
package io.novacron.dwcp.features.cluster;

import org.jspecify.annotations.NullMarked;
