-- status.sql: what is loaded: each dataset with its newest publication, and how many stations are how well placed.
-- out  dataset_version, published_at, datasets and stations as JSON, districts; no row before the first publish
select
  newest.version as dataset_version,
  newest.published_at,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', d.name,
      'kind', d.kind,
      'title_zh', d.title_zh,
      'title_en', d.title_en,
      'positions', d.positions,
      'datum', d.datum,
      'source', d.source,
      'licence', d.licence,
      'as_of', d.as_of,
      'notes', d.notes,
      'version', p.version,
      'published_at', p.published_at,
      'rows_read', p.rows_read,
      'rows_published', p.rows_published,
      'rows_refused', p.rows_refused
    ) order by d.name), '[]')
    from dataset d
    left join lateral (
      select * from publication p where p.dataset = d.name order by p.number desc limit 1
    ) p on true
  )::text as datasets,
  (
    select jsonb_build_object(
      'total', count(*),
      'in_service', count(*) filter (where status is null or status = 'open'),
      'outside_every_district', count(*) filter (where district is null),
      'by_position_quality', jsonb_build_object(
        'surveyed', count(*) filter (where position_quality = 'surveyed'),
        'geocoded', count(*) filter (where position_quality = 'geocoded'),
        'schematic', count(*) filter (where position_quality = 'schematic'),
        'synthetic', count(*) filter (where position_quality = 'synthetic'),
        'unknown', count(*) filter (where position_quality is null)
      )
    )
    from station
    where not removed
  )::text as stations,
  (select count(*) from district) as districts
from (select version, published_at from publication order by number desc limit 1) newest
