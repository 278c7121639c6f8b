-- isochrone_lock.sql: whether this replica is the one that fills service_isochrone, until the end of the transaction.
-- out   mine
select pg_try_advisory_xact_lock(hashtextextended('yizhan service_isochrone', 0)) as mine
