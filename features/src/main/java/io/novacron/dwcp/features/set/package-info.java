/** Declared lists of features: names, units, order. Read FeatureSets first; no rows here. */
@NullMarked
package io.novacron.dwcp.features.set;

import org.jspecify.annotations.NullMarked;
