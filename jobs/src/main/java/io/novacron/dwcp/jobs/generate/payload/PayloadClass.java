package io.novacron.dwcp.jobs.generate.payload;

import java.util.Arrays;
import java.util.Locale;

/** Kind of content, as a sender would name it: by file name, or by the first bytes. */
public enum PayloadClass {
  TEXT(
      "txt md html css js json properties conf cfg java c h proto policy security sql yaml yml"
          + " csv sh lst lsp"),
  XML("xml pom xsd xsl dtd svg"),
  ELF("so o a dylib dll exe"),
  CLASS("class"),
  JAR("jar jmod zip gz sym war bz2 xz"),
  HEAPDUMP("hprof"),
  IMAGE("png gif jpg jpeg bmp ico"),
  DATABASE("db sqlite parquet orc bfc dat xls"),
  OTHER("");

  private static final double PRINTABLE_SHARE_OF_TEXT = 0.95;

  /** File name extensions, each between two spaces. */
  private final String extensions;

  PayloadClass(String extensions) {
    this.extensions = " " + extensions + " ";
  }

  /** The word in the {@code payload_class} column. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of a file, from its name or, where the name is silent, from its first bytes. */
  public static PayloadClass of(String fileName, byte[] head) {
    var name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith("lib/modules")) {
      return CLASS;
    }
    var lastName = name.substring(name.lastIndexOf('/') + 1);
    var dot = lastName.lastIndexOf('.');
    if (dot < 0) {
      return ofBytes(head);
    }
    var extension = lastName.substring(dot).replace('.', ' ') + " ";
    return Arrays.stream(values())
        .filter(kind -> kind.extensions.contains(extension))
        .findFirst()
        .orElseGet(() -> name.contains(".so.") ? ELF : ofBytes(head));
  }

  private static PayloadClass ofBytes(byte[] head) {
    if (startsWith(head, 0x7f, 'E', 'L', 'F')) {
      return ELF;
    }
    if (startsWith(head, 0xca, 0xfe, 0xba, 0xbe)) {
      return CLASS;
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return JAR;
    }
    if (startsWith(head, '<', '?', 'x', 'm')) {
      return XML;
    }
    return mostlyPrintable(head) ? TEXT : OTHER;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (var i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean mostlyPrintable(byte[] head) {
    var printable = 0;
    for (var b : head) {
      printable += (b >= 32 && b < 127) || b == '\n' || b == '\r' || b == '\t' ? 1 : 0;
    }
    return head.length > 0 && printable >= PRINTABLE_SHARE_OF_TEXT * head.length;
  }
}
