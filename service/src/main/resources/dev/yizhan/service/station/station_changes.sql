-- station_changes.sql: stations that changed after a publication, tombstones among them.
-- in    :after number of a publication; 0 = all stations
-- out   the columns of station_answer that a StationRow has: half of what all of them weigh
-- index station_version
select
  id, network, tier, name, address, lon, lat, district, district_name, status, entry,
  hours_text, hours_osm, hours_verified_at, venue, capacity, operator, amenity_codes, offers, sessions,
  position_quality, as_of, verified_at, source, description, version, removed
from station_answer
where version > :after and (:after > 0 or not removed)
