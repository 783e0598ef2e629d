package io.novacron.dwcp.common.registry;

/** The points between which a publication can be killed without harm, in order. */
public enum PublicationStep {
  FILE_WRITTEN,
  FILES_WRITTEN,
  FILES_STAGED,
  FOLDER_CHECKED,
  VERDICT_WRITTEN,
  VERSION_WRITTEN,
  ALIAS_MOVED,
  EVENT_WRITTEN
}
