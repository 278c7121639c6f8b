-- coverage_parent.sql: whether a district is known, by itself or as what is above others.
-- in    :adcode
-- out   known
-- index district_pkey, district_parent
select exists (select from district where adcode = :adcode)
  or exists (select from district where parent = :adcode) as known
