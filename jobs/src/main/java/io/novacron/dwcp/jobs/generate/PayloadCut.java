package io.novacron.dwcp.jobs.generate;

import io.novacron.dwcp.jobs.generate.payload.PayloadCatalog;
import io.novacron.dwcp.jobs.generate.payload.PayloadReader;
import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** Which bytes each transfer carries; travels to tasks in a broadcast. */
record PayloadCut(PayloadCatalog catalog, Departures departures) implements Serializable {

  /** The payload of a row of {@link SentRows}. */
  long payloadNumber(Row sent) {
    return departures.payloadNumber(sent.<Long>getAs("number"));
  }

  int fileIndex(Row sent) {
    return catalog.fileIndex(payloadNumber(sent));
  }

  /** The sending site; its files and links are its own. */
  String site(Row sent) {
    return String.format(Locale.ROOT, "site-%03d", catalog.siteOf(payloadNumber(sent)));
  }

  PayloadReader reader() {
    return new PayloadReader(catalog, departures.config().seed());
  }
}
