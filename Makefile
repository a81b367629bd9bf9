# Everything a developer types. `make test` and `make run` install what they
# need on Debian; elsewhere they say what is missing.

VERSION ?= $(shell git describe --always --dirty 2>/dev/null || echo unknown)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
# One commit gives the same bytes wherever the same Go builds it.
GOBUILD := GOAMD64=v1 GOARM64=v8.0 go build -buildvcs=false \
	-ldflags "-s -w -buildid= -X main.version=$(VERSION) -X main.commit=$(COMMIT)"
# Checks and tests share what that compiled.
export CGO_ENABLED := 0
export GOFLAGS := $(filter-out -trimpath,$(GOFLAGS)) -trimpath
# SQLite comes translated from C: searched for races, which is for code that is ours, it takes three times as long.
GOTEST  := CGO_ENABLED=1 go test -race -gcflags=modernc.org/sqlite/lib=-race=false -shuffle=on -p 3
TORTURE := go test ./cmd/warsztat -run 'TestTorture|TestRollingRestart' -rolling.people 200 -timeout 0 -count 1
# The whole Chromium, for what is looked at, measured, or tested at length; other tests do without its windows.
WHOLE   := CHROMIUM=$${CHROMIUM:-/usr/bin/chromium}
# What waits for another machine, or works on one thread, leaves room for others; their lines stay together.
ASIDE   := $(MAKE) --no-print-directory -j3 --output-sync=line
WEB     := web/node_modules/.stamp

.PHONY: run demo build release test test-go test-web test-long check check-go check-web check-deploy needs bench torture fuzz screenshots clean

## run: build everything and serve on http://127.0.0.1:8080 with SQLite
run: build
	bin/warsztat serve

## demo: build everything and show a workshop with simulated people
demo: build
	bin/warsztat demo

## build: the browser application, then the one binary that holds it
build: bin/warsztat

bin/warsztat: web/dist/index.html FORCE
	$(GOBUILD) -o bin/ ./cmd/...

## release: binaries for Linux that hold the web, with the licences and checksums, in bin/release
release: web/dist/index.html
	rm -rf bin/release
	GOOS=linux GOARCH=amd64 $(GOBUILD) -o bin/release/warsztat-linux-amd64 ./cmd/warsztat
	GOOS=linux GOARCH=arm64 $(GOBUILD) -o bin/release/warsztat-linux-arm64 ./cmd/warsztat
	cp deploy/LICENSE bin/release/LICENSE
	.ci/notices >bin/release/NOTICES
	cd bin/release && sha256sum * >SHA256SUMS

web/dist/index.html: $(WEB) $(shell find web/src web/index.html web/public web/vite.config.ts web/svelte.config.js web/scripts -type f 2>/dev/null)
	cd web && npm run --silent build

$(WEB): web/package.json web/package-lock.json
	@.ci/need go node npm
	cd web && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.stamp

## test: every check and every test, real servers and a real Chromium included; Go and web side by side
test:
	@$(ASIDE) test-go test-web

test-go: check-go needs build
	$(GOTEST) -short -skip 'TestTorture|TestRollingRestart' ./... # these come next, with more people
	$(TORTURE) -torture.commands 20000 -torture.faults 40
	go test ./server/hub -run FuzzReplicas -count 1 -seeds 200

test-web: check-web needs build
	cd web && npm run --silent test
	cd web && npm run --silent e2e

## test-long: the same with every byte, crowd and workshop that make test leaves out
test-long: check check-deploy needs build
	@.ci/need chromium
	$(GOTEST) -timeout 0 ./...
	go test ./server/hub -run FuzzReplicas -count 1 -timeout 0 -seeds 3000
	go test ./board -run '^$$' -bench . -benchtime 1x
	go test ./board -run TestTablesStayTrees -count 1 -timeout 0 -rapid.checks 25000 # a million commands
	cd web && SIMULATION_SEEDS=100 npm run --silent test
	cd web && SIMULATION_SEEDS=100 $(WHOLE) npm run --silent e2e
	$(TORTURE) -v -torture 10m -torture.seed $$(date +%s)

## check-deploy: manifests and alert rules, by what reads them; it fetches much, so it is part of test-long only
check-deploy:
	@.ci/need go promtool
	cd .ci/deploy && go run . ../../deploy/kubernetes/*.yaml
	promtool check rules deploy/monitoring/alerts.yaml

## check: formatting, types and lint
check:
	@$(ASIDE) check-go check-web

check-go:
	@.ci/need go
	@test -z "$$(gofmt -l board cmd server web/*.go)" || { gofmt -d board cmd server web/*.go; exit 1; }
	go vet ./...
	go tool -modfile=.ci/tools.mod staticcheck ./...

check-web: $(WEB)
	cd web && npm run --silent check

needs:
	@.ci/need gcc chromium-headless-shell postgres redis-server pdftotext strace nginx caddy systemd-analyze

## bench: benchmarks of the domain, the rooms, the database, several instances, and of a board in Chromium
bench: build
	@.ci/need postgres redis-server chromium
	go test -run '^$$' -bench . -benchtime 1s ./board ./server/hub ./server/bus/... ./server/database/... ./cmd/warsztat
	cd web && $(WHOLE) npm run --silent bench

## torture: instances, Postgres and Redis are killed, stopped and cut under load, for TORTURETIME and by SEED
torture:
	@.ci/need postgres redis-server strace
	$(TORTURE) -v -torture $(or $(TORTURETIME),10m) -torture.seed $(or $(SEED),1)

## fuzz: every decoder of strangers' bytes for a while longer than the tests do
fuzz:
	.ci/fuzz $(or $(FUZZTIME),30s)

## screenshots: every page and state, into web/screenshots
screenshots: build
	@.ci/need chromium
	cd web && $(WHOLE) npm run --silent screenshots

clean:
	rm -rf bin web/node_modules web/screenshots
	find web/dist -mindepth 1 ! -name .gitkeep -delete

FORCE:
