# The front door. `make` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PORT ?= 8080
HOST ?= 127.0.0.1
YIZHAN_HOME ?= .yizhan
export PORT HOST YIZHAN_HOME

JDK = JAVA_HOME=$$(geo-data/tools/find-jdk) || exit 1; export JAVA_HOME; PATH=$$JAVA_HOME/bin:$$PATH
MVN = $(JDK); mvn -B -ntp
VERSION := 0.1.0-SNAPSHOT
LOADER := geo-data/target/geo-data-$(VERSION).jar
SERVICE := service/target/service-$(VERSION).jar
SOURCES := $(shell find pom.xml geo-data/pom.xml service/pom.xml geo-data/src/main geo-data/datasets service/src/main -name node_modules -prune -o -type f -print 2>/dev/null)
# The service laid out as files, with what the JVM learned of its classes when they were loaded once.
APP := service/target/app
CACHE := $(APP)/yizhan.aot
JVM := @service/jvm.options
BENCH_COUNTIES = $(or $(COUNTIES),../shared/data/districts/cn-counties.gcj02.geojson.gz)
AT = http://$(HOST):$(PORT)

help: ## list the targets
	@echo '驿站 yizhan'
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12 | sed 's/^/  make /'
	@echo 'Settings: PORT=8080 HOST=127.0.0.1 YIZHAN_HOME=.yizhan YIZHAN_PG_PORT= DATABASE_URL= YIZHAN_DEMO=true YIZHAN_DISTRICTS=true'

run: postgis font $(CACHE) ## build what is missing and serve on PORT, with a database of its own unless DATABASE_URL names one; OSM=file.osm.pbf adds roads
	@$(JDK); $(if $(OSM),export YIZHAN_OSM='$(OSM)';) exec java $(JVM) -XX:AOTCache=$(CACHE) -jar $(APP)/$(notdir $(SERVICE))

test: postgis font ## all tests
	@service/src/main/web/tools/install-chromium || echo 'yizhan: going on without a browser'
	@$(MVN) verify

test-pages: postgis font chromium ## only the pages in a browser, as a person uses them; ONLY=courier, plan or underlay
	@$(MVN) -q test -pl service -am -Dyizhan.pages=$(ONLY) -Dtest=PagesInBrowserIT -Dsurefire.failIfNoSpecifiedTests=false

it: postgis font ## the tests that need a database
	@$(MVN) verify -Dtest='*IT' -Dsurefire.failIfNoSpecifiedTests=false

load: postgis $(LOADER) ## load stations: FILE=… NETWORK=… DATUM=gcj02 [ARGS="--check-only"]
	@[ -n '$(FILE)' ] && [ -n '$(NETWORK)' ] || { echo 'usage: make load FILE=stations.csv NETWORK=my-city DATUM=gcj02 [ARGS=…]'; exit 2; }
	@$(JDK); exec java --enable-native-access=ALL-UNNAMED -jar $(LOADER) load --network '$(NETWORK)' $(if $(DATUM),--datum '$(DATUM)') $(ARGS) '$(FILE)'

districts: postgis $(LOADER) ## load district shapes: FILE=… DATUM=…, or the counties of China, fetched once
	@$(JDK); exec java --enable-native-access=ALL-UNNAMED -jar $(LOADER) districts $(if $(DATUM),--datum '$(DATUM)') $(ARGS) $(if $(FILE),'$(FILE)')

demand: postgis $(LOADER) ## load who needs stations: FILE=… NAME=… UNIT=workers DATUM=wgs84 [ARGS=…]
	@[ -n '$(FILE)' ] && [ -n '$(NAME)' ] || { echo 'usage: make demand FILE=riders.csv NAME=my-riders UNIT=workers DATUM=gcj02 [ARGS=…]'; exit 2; }
	@$(JDK); exec java --enable-native-access=ALL-UNNAMED -jar $(LOADER) demand --name '$(NAME)' $(if $(UNIT),--unit '$(UNIT)') $(if $(DATUM),--datum '$(DATUM)') $(ARGS) $(FILE)

try: ## ask the running service what a courier and a planner ask
	@node geo-data/tools/try.mjs $(AT)

example-porto: $(LOADER) ## run the example of Porto against the service on PORT, started with OSM=porto.osm.pbf, and write its page
	@node service/docs/examples/porto.mjs $(AT)

example-zhengzhou: $(LOADER) ## run the example of 郑州 against the service on PORT and write its page; DATA=folder
	@node service/docs/examples/zhengzhou.mjs $(AT) $(DATA)

bench: postgis $(CACHE) $(LOADER) ## 200,000 stations over HTTP against a static answer, SQL, Redis and Tile38, in turns; keeps a table
	@service/bench/install-tools
	@$(JDK); node service/bench/bench.mjs $(APP)/$(notdir $(SERVICE)) $(LOADER) $(BENCH_COUNTIES)

bench-beside: postgis $(CACHE) $(LOADER) ## nearest, idle and while the coverage of the whole country is computed; keeps a table
	@service/bench/install-tools
	@$(JDK); BENCH_HOME=.yizhan/beside node service/bench/beside.mjs $(APP)/$(notdir $(SERVICE)) $(LOADER) $(BENCH_COUNTIES)

bench-index: postgis ## the snapshot against SQL without HTTP, in turns on this machine
	@$(MVN) -q test -pl service -am -Dtest=NearestBench -Dsurefire.failIfNoSpecifiedTests=false

bench-siting: ## sites chosen and proven, with times and memory; keeps a table
	@$(MVN) -q test -pl service -am -Dtest=SitingBench -Dsurefire.failIfNoSpecifiedTests=false

bench-pages: chromium ## how quick the pages of the running service are, and how Lighthouse judges them
	@YIZHAN_URL=$(AT) node service/src/main/web/bench/pages.mjs

bench-jmh: ## the index alone against JTS, S2 and Lucene, and opening hours; keeps a table (twelve minutes)
	@$(MVN) -q -Pjmh -pl geo-data test-compile
	@$(JDK); node service/bench/jmh.mjs

profile: postgis $(CACHE) $(LOADER) ## where the time of a nearest answer goes (JFR under load); keeps a summary
	@service/bench/install-tools
	@$(JDK); node service/bench/profile.mjs $(APP)/$(notdir $(SERVICE)) $(LOADER) $(BENCH_COUNTIES)

bench-coverage: postgis ## coverage and gaps of all counties by 200,000 stations, against plain JTS and naive SQL; keeps a table
	@mkdir -p .yizhan/bench
	@$(JDK); node service/bench/stations.mjs $(BENCH_COUNTIES) 400000 .yizhan/bench/coverage-stations.csv .yizhan/bench/coverage-places.lua
	@$(MVN) -q test -pl geo-data -Dtest=CoverageBench -Dsurefire.failIfNoSpecifiedTests=false -Dyizhan.bench.counties=$(abspath $(BENCH_COUNTIES)) \
	  -Dyizhan.bench.stations=$(CURDIR)/.yizhan/bench/coverage-stations.csv -Dyizhan.bench.results=$(CURDIR)/service/bench/results/coverage-$$(date +%F).md

drill: postgis ## the faults at full length: publishes, hang-ups and killed loaders by the hundred
	@$(MVN) -q test -Dyizhan.drill=true -Dtest='DrillIT,KilledLoaderIT' -Dsurefire.failIfNoSpecifiedTests=false

explain: ## how PostgreSQL would find the nearest, while the service runs
	@$(MAKE) psql ARGS="-c \"explain (analyze, buffers, costs off) select id from station where not removed order by location::geography <-> st_point(113.6654, 34.7578)::geography limit 5\""

psql: ## a SQL prompt in the private database, while it runs
	@PGPASSWORD=$$(cat $(YIZHAN_HOME)/postgis/password) psql -h 127.0.0.1 -p $$(cat $(YIZHAN_HOME)/postgis/port) -U yizhan yizhan $(ARGS)

bless: postgis ## write what the tests compare with anew: the document that the pages are typed by
	@$(MVN) -q test -pl service -am -Dweb.skip -Dyizhan.bless=true -Dtest=OpenApiFileIT -Dsurefire.failIfNoSpecifiedTests=false

pictures: chromium ## take the documentation's pictures of the running service's pages anew; ONLY=plan, courier-phone …
	@YIZHAN_URL=$(AT) YIZHAN_PICTURES=$(CURDIR)/service/docs node service/src/main/web/e2e/pictures.mjs $(ONLY)

fmt: ## format the sources
	@$(MVN) -q spotless:apply

lint: ## formatting, Error Prone, NullAway, architecture
	@$(MVN) -q spotless:check test-compile
	@$(MVN) -q test -pl service -am -Dtest=ArchitectureTest -Dsurefire.failIfNoSpecifiedTests=false

clean: ## remove all that was built and loaded
	@geo-data/tools/stop-postgis $(YIZHAN_HOME)/postgis .yizhan/test-pg .yizhan/bench/postgis
	@rm -rf $(YIZHAN_HOME) .yizhan target geo-data/target service/target

postgis:
	@geo-data/tools/install-postgis

font:
	@service/tools/install-font

chromium:
	@service/src/main/web/tools/install-chromium

$(LOADER) $(SERVICE) &: $(SOURCES)
	@echo 'building (some minutes the first time) …'
	@$(MVN) -q package -DskipTests
	@touch $(LOADER) $(SERVICE)

# One start, with a database of its own, from which every other start learns. Where it fails, the service starts all the
# same, slower.
$(CACHE): $(SERVICE) service/tools/train-start service/jvm.options
	@echo 'preparing quick starts …'
	@rm -rf $(APP)
	@$(JDK); java -Djarmode=tools -jar $(SERVICE) extract --destination $(APP) >/dev/null
	@$(JDK); service/tools/train-start $(APP)/$(notdir $(SERVICE)) $(JVM) || touch $@

# Every plain name is a wish, not a file.
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' Makefile)
