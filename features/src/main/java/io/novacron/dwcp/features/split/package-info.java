/**
 * Which part of the data a row belongs to: by time with gaps, and by entity group. Pure functions;
 * read SplitRule first.
 */
@NullMarked
package io.novacron.dwcp.features.split;

import org.jspecify.annotations.NullMarked;
