-- networks.sql: every network with its tiers, its menu of amenities, and how many stations have each.
-- out   dataset_version, networks as JSON
select
  newest.version as dataset_version,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'code', n.code,
      'name_zh', n.name_zh,
      'name_en', n.name_en,
      'adcode', n.adcode,
      'district_name', (select name from district where district.adcode = n.adcode),
      'dataset', n.dataset,
      'positions', d.positions,
      'as_of', d.as_of,
      'source', d.source,
      'licence', d.licence,
      'stations', (select count(*) from station s where s.network = n.code and not s.removed),
      'tiers', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'code', t.code,
          'rank', t.rank,
          'name_zh', t.name_zh,
          'name_en', t.name_en,
          'stations', (select count(*) from station s where s.network = n.code and s.tier = t.code and not s.removed)
        ) order by t.rank, t.code), '[]')
        from tier t
        where t.network = n.code
      ),
      'menu', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'amenity', m.amenity,
          'name_zh', coalesce(m.name_zh, a.name_zh),
          'name_en', coalesce(m.name_en, a.name_en),
          'category_zh', coalesce(m.category_zh, c.name_zh),
          'category_en', coalesce(m.category_en, c.name_en),
          'mandatory_for', to_jsonb(m.mandatory_for),
          'stations', coalesce(offering.stations, 0)
        ) order by m.rank, m.amenity), '[]')
        from network_amenity m
        join amenity a on a.code = m.amenity
        join amenity_category c on c.code = a.category
        left join (
          select offered, count(*) as stations
          from station s, unnest(s.amenities) as offered
          where s.network = n.code and not s.removed
          group by offered
        ) offering on offering.offered = m.amenity
        where m.network = n.code
      )
    ) order by n.code), '[]')
    from network n
    join dataset d on d.name = n.dataset
  )::text as networks
from (select version from publication order by number desc limit 1) newest
