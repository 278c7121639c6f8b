-- coverage_adcodes.sql: which districts a question is about.
-- in    :parent adcode or null, :level or null
-- out   adcode
select d.adcode
from district d
where (cast(:level as text) is null or d.level = :level)
  and (cast(:parent as text) is null
    or d.parent = :parent
    or (cast(:level as text) is not null and d.parent in (
      select below.adcode from district below
      where below.parent = :parent
         or below.parent in (select under.adcode from district under where under.parent = :parent))))
order by d.adcode
