package io.novacron.dwcp.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs a few pieces of driver work side by side and waits for all of them. */
final class Parallel {

  private Parallel() {}

  /** Does the work for every item; the first failure is thrown once all have ended. */
  static <T> void each(List<T> items, Consumer<T> work) {
    map(
        items,
        item -> {
          work.accept(item);
          return item;
        });
  }

  /** The results in the order of the items; the first failure is thrown once all have ended. */
  static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    var pool = Executors.newFixedThreadPool(Math.max(1, items.size()));
    try {
      var futures = new ArrayList<Future<R>>();
      items.forEach(item -> futures.add(pool.submit(() -> work.apply(item))));
      var results = new ArrayList<R>();
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for work", e);
    } finally {
      pool.shutdown();
    }
  }
}
