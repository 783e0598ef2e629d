/**
 * What a transfer can do to its bytes: codecs, delta against a baseline, and the runtime's present
 * rule. No Spark and no timing here. Read Candidate first, then CodecContext.
 */
@NullMarked
package io.novacron.dwcp.common.codec;

import org.jspecify.annotations.NullMarked;
