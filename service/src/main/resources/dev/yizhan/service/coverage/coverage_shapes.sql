-- coverage_shapes.sql: the shapes of the districts that a question is about.
-- in    :parent adcode or null, :level or null, :limit
-- out   adcode, name, level, shape as WKB
select d.adcode, d.name, d.level, st_asbinary(d.geom) as shape
from district d
where (cast(:level as text) is null or d.level = :level)
  and (cast(:parent as text) is null
    or d.parent = :parent
    or (cast(:level as text) is not null and d.parent in (
      select below.adcode from district below
      where below.parent = :parent
         or below.parent in (select under.adcode from district under where under.parent = :parent))))
order by d.adcode
limit :limit
