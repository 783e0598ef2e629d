/**
 * Model files and the history of versions, aliases and events: storage with a commit protocol.
 *
 * <p>It knows no model, no metric and no verdict type: a verdict is a word and a text with a
 * digest. Only {@code Registry}'s constructor and {@code DeltaHistory} know Spark. Read Publication
 * first.
 */
@NullMarked
package io.novacron.dwcp.common.registry;

import org.jspecify.annotations.NullMarked;
