-- A station as answers show it: degrees as numbers, the district with its name. One select list for every reader.
create or replace view station_answer as
select
  s.id,
  s.network,
  s.tier,
  s.name,
  s.address,
  st_x(s.location) as lon,
  st_y(s.location) as lat,
  s.location,
  s.district,
  d.name as district_name,
  s.status,
  s.entry,
  s.hours_text,
  s.hours_osm,
  s.hours_verified_at,
  s.venue,
  s.capacity,
  s.operator,
  s.amenities,
  s.offers::text as offers,
  s.sessions::text as sessions,
  s.position_quality,
  s.source_datum,
  s.as_of,
  s.verified_at,
  s.source,
  s.description,
  s.search_text,
  s.version,
  s.removed,
  -- The amenities again as one word: an array is decoded element by element.
  array_to_string(s.amenities, ',') as amenity_codes
from station s
left join district d on d.adcode = s.district;
