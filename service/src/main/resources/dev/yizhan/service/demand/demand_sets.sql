-- demand_sets.sql: the datasets of demand that hold any, with the newest publication.
-- out   number of the newest publication, changed_at: that of the newest that could have changed demand or where it
--       lies; name, title_zh, title_en (null where it has none), unit, positions, as_of, source; a row without a name
--       where there is no demand; no row before the first publish
select newest.number, newest.changed_at, s.name, s.title_zh, s.title_en, s.unit, s.positions, s.as_of, s.source
from (
  select
    max(p.number) as number,
    coalesce(max(p.number) filter (where d.kind in ('demand', 'districts')), 0) as changed_at
  from publication p join dataset d on d.name = p.dataset
  having count(*) > 0
) newest
left join lateral (
  -- The record calls a dataset without a Chinese title by its name.
  select d.name, nullif(d.title_zh, d.name) as title_zh, d.title_en, d.positions, d.as_of, d.source,
    (select p.unit from demand_point p where p.dataset = d.name and not p.removed limit 1) as unit
  from dataset d
  where d.kind = 'demand'
) s on s.unit is not null
order by s.name
