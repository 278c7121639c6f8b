-- station_by_id.sql: one station, a removed one too, with the dataset version it is of.
-- in    :id
-- out   dataset_version, the columns of station_answer; no id where no station has it; no row before the first publish
select newest.dataset_version, s.*
from (select version as dataset_version from publication order by number desc limit 1) newest
left join station_answer s on s.id = :id
