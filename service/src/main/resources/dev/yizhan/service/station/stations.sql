-- stations.sql: a page of stations that meet a question, best match first, then in order of id.
-- in    :west :south :east :north degrees EPSG:4326 or null; west > east crosses the antimeridian
--       :networks :tiers :amenities :statuses :qualities text[], empty = any; all amenities, any of the others
--       :by_hours whether to take only stations with one of :open_hours text[], the hours that are open then
--       :district adcode or null, those below it included
--       :words text[] of LIKE patterns, all of which search_text has to match; :longest of them, or null, for the index
--       :exact :beginning :within patterns of the whole question against the name
--       :after_score :after_id sort key of the last row before; -1 and '' for the first page
--       :limit
-- out   dataset_version, score, the columns of station_answer; a row without an id where nothing is found
-- index station_pkey, station_location_gix, station_district or station_search, whichever filters most
with recursive below as (
  select cast(:district as text) as adcode
  union
  select d.adcode from below join district d on d.parent = below.adcode
)
select newest.dataset_version, page.*
from (select version as dataset_version from publication order by number desc limit 1) newest
left join lateral (
  select *
  from (
    select
      case
        when cast(:longest as text) is null then 0
        when lower(s.name) = :exact then 1
        when lower(s.name) like :beginning then 2
        when lower(s.name) like :within then 3
        else 4
      end as score,
      s.*
    from station_answer s
    where not s.removed
      and (cast(:west as double precision) is null
        or s.location && st_makeenvelope(
          :west, :south, case when :west > :east then 180 else :east end, :north, 4326)
        or :west > :east and s.location && st_makeenvelope(-180, :south, :east, :north, 4326))
      and (cardinality(cast(:networks as text[])) = 0 or s.network = any(:networks))
      and (cardinality(cast(:tiers as text[])) = 0 or s.tier = any(:tiers))
      and s.amenities @> cast(:amenities as text[])
      and (cardinality(cast(:statuses as text[])) = 0 or s.status = any(:statuses))
      and (cardinality(cast(:qualities as text[])) = 0 or s.position_quality = any(:qualities))
      and (not :by_hours or s.hours_osm = any(cast(:open_hours as text[])) and coalesce(s.status, 'open') = 'open')
      and (cast(:district as text) is null or s.district in (select adcode from below))
      and (cast(:longest as text) is null or s.search_text like :longest and s.search_text like all(:words))
  ) found
  where score > :after_score or score = :after_score and id > :after_id
  order by score, id
  limit :limit
) page on true
order by page.score, page.id
