package io.novacron.dwcp.features.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entity's samples as they come in the order of their times, and which of them stands for each
 * step of a window.
 *
 * <p>Memory: the samples that were not forgotten. Cost of a window: its steps and all samples held.
 *
 * @param <S> the kind of sample
 */
public final class StepSamples<S extends TimedSample> {

  private final ArrayDeque<S> samples = new ArrayDeque<>();

  /** Forgets everything: another entity. */
  public void clear() {
    samples.clear();
  }

  /** Takes a sample; times do not go back. */
  public void add(S sample) {
    samples.addLast(sample);
  }

  /** Forgets samples taken at {@code oldestMicros} or before. */
  public void forgetUntil(long oldestMicros) {
    while (!samples.isEmpty() && samples.getFirst().micros() <= oldestMicros) {
      samples.removeFirst();
    }
  }

  /** The samples held, oldest first. */
  public Iterable<S> all() {
    return Collections.unmodifiableCollection(samples);
  }

  /**
   * A window's steps.
   *
   * @param endMicros end of the last step, which it includes
   * @param knownMicros samples that arrive later are not known
   * @param steps steps of a window
   * @param usable which samples may stand for a step
   */
  public record Window<T>(
      long endMicros, long knownMicros, long stepMicros, int steps, Predicate<T> usable) {}

  /** The sample of each step, oldest step first; null where there is none. */
  public List<@Nullable S> of(Window<S> window) {
    var steps = new ArrayList<@Nullable S>(Collections.nCopies(window.steps(), null));
    for (var sample : samples) {
      var age = Math.floorDiv(window.endMicros() - sample.micros(), window.stepMicros());
      if (age < 0
          || age >= window.steps()
          || sample.arrivedMicros() > window.knownMicros()
          || !window.usable().test(sample)) {
        continue;
      }
      var place = (int) (window.steps() - 1 - age);
      var other = steps.get(place);
      if (other == null || sample.replaces(other)) {
        steps.set(place, sample);
      }
    }
    return steps;
  }

  /** Whether more steps in a row than {@code longest} have no sample. */
  public static boolean hasGapLongerThan(int longest, List<? extends @Nullable Object> steps) {
    var silent = 0;
    for (var step : steps) {
      silent = step == null ? silent + 1 : 0;
      if (silent > longest) {
        return true;
      }
    }
    return false;
  }
}
