-- districts_version.sql: the dataset version by which the shapes of districts last changed.
-- in    nothing
-- out   version; null where no district was ever published
select (
  select p.version
  from publication p
  join dataset d on d.name = p.dataset and d.kind = 'districts'
  order by p.number desc
  limit 1
) as version
