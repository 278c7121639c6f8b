-- amenities.sql: the closed list of amenities in its two levels, and how many stations offer each.
-- out   dataset_version, categories as JSON
select
  newest.version as dataset_version,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'code', c.code,
      'name_zh', c.name_zh,
      'name_en', c.name_en,
      'amenities', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'code', a.code,
          'name_zh', a.name_zh,
          'name_en', a.name_en,
          'osm_tag', a.osm_tag,
          'stations', coalesce(offering.stations, 0)
        ) order by a.rank, a.code), '[]')
        from amenity a
        left join (
          select offered, count(*) as stations
          from station s, unnest(s.amenities) as offered
          where not s.removed
          group by offered
        ) offering on offering.offered = a.code
        where a.category = c.code
      )
    ) order by c.rank, c.code), '[]')
    from amenity_category c
  )::text as categories
from (select version from publication order by number desc limit 1) newest
