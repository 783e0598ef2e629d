package io.novacron.dwcp.jobs.generate.consensus;

import org.jspecify.annotations.Nullable;

/**
 * What one replica tells others; a broadcast shares one instance among all receivers.
 *
 * @param type the protocol's own number of the kind of message
 * @param from sender, which nobody can forge
 * @param view view, round or term that it belongs to
 * @param position place in the order that is to be agreed on, or another number of the protocol
 * @param value what is proposed or voted for, see {@link Batches}
 * @param bytes size on the wire
 * @param body what does not fit into numbers, immutable; certificates in it cannot be forged
 */
record Message(
    int type, int from, int view, long position, long value, int bytes, @Nullable Object body) {

  static Message of(int type, Port port, int view, long position, long value) {
    return new Message(type, port.node(), view, position, value, port.settings().voteBytes(), null);
  }

  Message withBody(Object content) {
    return new Message(type, from, view, position, value, bytes, content);
  }

  Message withBytes(int size) {
    return new Message(type, from, view, position, value, size, body);
  }

  /** The same statement about something else: what an equivocating replica sends to some. */
  Message withValue(long other) {
    return new Message(type, from, view, position, other, bytes, body);
  }
}
