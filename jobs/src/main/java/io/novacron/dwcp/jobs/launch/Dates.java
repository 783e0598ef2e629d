package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.error.UsageError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The dates of a command's nights, both ends included.
 *
 * @param first the oldest
 * @param last the newest, not before {@code first}
 */
record Dates(LocalDate first, LocalDate last) {

  /**
   * What {@code --date}, or {@code --from} and {@code --to}, name.
   *
   * @param otherwise the date when none is named
   * @throws UsageError when a date is none, the range has one end only, runs backwards, or stands
   *     beside {@code --date}
   */
  static Dates of(Arguments arguments, Supplier<LocalDate> otherwise) {
    var from = date(arguments, "from");
    var to = date(arguments, "to");
    var single = date(arguments, "date");
    if (from.isEmpty() && to.isEmpty()) {
      var date = single.orElseGet(otherwise);
      return new Dates(date, date);
    }
    if (single.isPresent()) {
      throw new UsageError(
          "Cannot choose nights: --date stands beside a range: %s; give --date, or --from and --to"
              .formatted(single.get()));
    }
    if (from.isEmpty() || to.isEmpty()) {
      throw new UsageError(
          "Cannot choose nights: the range has one end only: --%s %s; give --%s too, or --date"
              .formatted(
                  from.isPresent() ? "from" : "to",
                  from.or(() -> to).orElseThrow(),
                  from.isPresent() ? "to" : "from"));
    }
    if (from.get().isAfter(to.get())) {
      throw new UsageError(
          "Cannot choose nights: --from lies after --to: %s > %s; exchange them"
              .formatted(from.get(), to.get()));
    }
    return new Dates(from.get(), to.get());
  }

  private static Optional<LocalDate> date(Arguments arguments, String option) {
    var given = arguments.option(option);
    try {
      return given.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw new UsageError(
          "Cannot read --%s: not a date: %s; write it as yyyy-MM-dd"
              .formatted(option, given.orElse("")),
          e);
    }
  }

  /** Every date, oldest first. */
  List<LocalDate> all() {
    return first.datesUntil(last.plusDays(1)).toList();
  }
}
