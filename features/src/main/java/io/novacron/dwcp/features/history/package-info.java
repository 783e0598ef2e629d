/** What became of earlier transfers, as far as it had arrived. Read HistoryFeatures. */
@NullMarked
package io.novacron.dwcp.features.history;

import org.jspecify.annotations.NullMarked;
