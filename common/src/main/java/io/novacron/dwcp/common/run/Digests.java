package io.novacron.dwcp.common.run;

import io.novacron.dwcp.common.error.InfraError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of bytes, text and files as 64 lower-case hex digits. */
public final class Digests {

  private Digests() {}

  /** The digest of {@code bytes}. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** The digest of {@code text} as UTF-8. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The digest of a file's bytes, read in blocks.
   *
   * @throws InfraError when the file cannot be read
   */
  public static String sha256(Path file) {
    var digest = sha256();
    try (var in = Files.newInputStream(file)) {
      var block = new byte[1 << 16];
      for (var n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    } catch (IOException e) {
      throw new InfraError("Cannot digest " + file + ": it cannot be read; check the file", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
