package io.novacron.dwcp.jobs.generate.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private record Event(long time, long number) {}

  @Test
  void agreesWithASortedListOnRandomEvents() {
    var random = new Random(7);
    var queue = new EventQueue();
    var naive = new ArrayList<Event>();
    var taken = new ArrayList<Event>();
    var expected = new ArrayList<Event>();
    for (var number = 0L; number < 20_000; number++) {
      var event = new Event(random.nextInt(500), number);
      queue.addTimer(event.time(), 1, 2, number);
      naive.add(event);
      if (random.nextInt(3) == 0) {
        queue.take();
        taken.add(new Event(queue.time(), queue.tag()));
        var first = naive.stream().min(order()).orElseThrow();
        naive.remove(first);
        expected.add(first);
      }
      if (naive.size() > 60) {
        naive.clear();
        while (!queue.isEmpty()) {
          queue.take();
        }
      }
    }

    assertThat(taken).isEqualTo(expected);
  }

  private static Comparator<Event> order() {
    return Comparator.comparingLong(Event::time).thenComparingLong(Event::number);
  }

  @Test
  void keepsWhatAnEventIsWhileOthersComeAndGo() {
    var queue = new EventQueue();
    var message = new Message(4, 3, 2, 1, 0, 99, null);

    queue.addMessage(20, 7, message);
    queue.addTimer(10, 5, 6, 8);

    queue.take();
    assertThat(List.of(queue.time(), (long) queue.node(), (long) queue.kind(), queue.tag()))
        .containsExactly(10L, 5L, 6L, 8L);
    assertThat(queue.message()).isNull();
    queue.addTimer(30, 0, 0, 0);
    queue.take();
    assertThat(queue.node()).isEqualTo(7);
    assertThat(queue.message()).isSameAs(message);
    queue.take();
    assertThat(queue.message()).isNull();
    assertThatIllegalStateException().isThrownBy(queue::take);
  }
}
