package io.novacron.dwcp.jobs.generate.consensus;

import java.io.Serializable;

/**
 * Where a region lies.
 *
 * @param area regions of one area share their cables to another area
 */
public record PlaceConfig(String area, double latitude, double longitude) implements Serializable {

  private static final double EARTH_KM = 12_742;

  public PlaceConfig {
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      throw new IllegalArgumentException(
          "simulate.paths.places: latitude %s, longitude %s; give degrees"
              .formatted(latitude, longitude));
    }
  }

  /** Great-circle distance, km (haversine). */
  double kmTo(PlaceConfig other) {
    var north = Math.toRadians(other.latitude - latitude) / 2;
    var east = Math.toRadians(other.longitude - longitude) / 2;
    var haversine =
        Math.pow(Math.sin(north), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(east), 2);
    return EARTH_KM * Math.asin(Math.sqrt(haversine));
  }
}
