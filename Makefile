# Everything a person or a server does with this repository, by name.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eo pipefail -c
.PHONY: help demo setup swift build release test test-browser lint bench fuzz conformance golden docs generate ci

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

demo: release ## Check, draw and export a sample project (a first build takes minutes)
	@scripts/demo

setup: ## Install the missing Debian packages, or say which they are
	@scripts/setup

swift: ## Check that Swift 6.2 or newer is here
	@scripts/require-swift

build: setup swift ## Build for debugging
	swift build

release: setup swift ## Build the one static binary people get
	swift build -c release --static-swift-stdlib --product sluice

test: setup swift ## Run all tests: Swift, then the pod script's
	swift test
	Tests/Shell/run

test-browser: setup swift ## Use the pages of `sluice graph` in a Chromium without a window (installs it)
	@scripts/test-browser

lint: swift ## Check the format of Swift and the shell scripts
	@scripts/lint

bench: release ## Time the cold process, whole projects beside ruff, exports with their sizes, the Python parser
	scripts/bench
	swift build -c release --static-swift-stdlib --product sluice-dev
	scripts/bench-project
	scripts/bench-export
	scripts/bench-python

fuzz: setup swift ## Give broken input to every reader for a minute (SECONDS=60)
	FUZZ_SECONDS=$(or $(SECONDS),60) scripts/fuzz

conformance: setup swift ## Compare with Ploomber, jupytext, PyYAML, Hera (makes .venv, needs the network)
	scripts/conformance

golden: setup swift ## Write the golden files anew; review their diff
	SLUICE_RECORD=1 swift test

docs: ## Check the links between the documents
	@scripts/docs-check

generate: setup swift ## Rewrite what is derived from the sources: the list of rules, docs/rules, schemas, the manual
	scripts/registry
	SLUICE_RECORD=1 swift test --filter CatalogTests

ci: ## What has to pass before a change is taken
	.ci/run
