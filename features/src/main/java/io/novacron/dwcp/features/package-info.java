/**
 * Features of decisions, point in time: what was known when the decision was taken. Read Features,
 * the entry point, then set.FeatureSets, which declares every column. Nothing here may see truth;
 * the build keeps the evaluation module out of reach.
 */
@NullMarked
package io.novacron.dwcp.features;

import org.jspecify.annotations.NullMarked;
