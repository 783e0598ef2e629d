/**
 * How unlike its own past and unlike its peers a node is. Works on the windows' columns; which
 * signals there are is declared in {@code set}. Read NodeFeatures first.
 */
@NullMarked
package io.novacron.dwcp.features.node;

import org.jspecify.annotations.NullMarked;
