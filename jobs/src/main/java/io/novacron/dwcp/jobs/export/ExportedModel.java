package io.novacron.dwcp.jobs.export;

import io.novacron.dwcp.common.run.Digests;

/** A model as a file's bytes with its signature; immutable. */
public final class ExportedModel {

  private final byte[] bytes;
  private final Signature signature;

  ExportedModel(byte[] bytes, Signature signature) {
    this.bytes = bytes.clone();
    this.signature = signature;
  }

  /** Content of {@code model.onnx}; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Content of {@code signature.json}. */
  public Signature signature() {
    return signature;
  }

  /** Digest of the bytes, 64 hex digits. */
  public String sha256() {
    return Digests.sha256(bytes);
  }

  /** Opens the model for scoring on one thread. */
  public OnnxScorer open() {
    return OnnxScorer.open(bytes, signature, OnnxScorer.Options.singleThreaded(sha256()));
  }
}
