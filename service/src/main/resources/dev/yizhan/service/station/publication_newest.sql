-- publication_newest.sql: the newest publication, and whether it continues the one that the caller has.
-- in   :number :version of what the caller has; 0 and '' for nothing
-- out  number, version, continues: the caller's publication is in the record, and only stations changed after it;
--      no row before the first publish
select
  p.number,
  p.version,
  exists (select from publication h where h.number = :number and h.version = :version)
  and not exists (
    select from publication d join dataset s on s.name = d.dataset where s.kind = 'districts' and d.number > :number
  ) as continues
from publication p
order by p.number desc
limit 1
