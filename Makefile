# All that people and CI call. The work is in scripts/ (POSIX sh) and xtask/ (Rust).

.DEFAULT_GOAL := help
.PHONY: help run dist test test-variants bench audit fuzz catalogue-diff sizes-accept screenshots clean

export PORT ?= 8080
export ROUTES ?=

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 22

run: ## build the page and serve it on http://localhost:8080 (PORT=…)
	@sh scripts/run.sh

dist: ## build the page into dist/, to be put on any static host, and as one file (IMPACT_HOSTS=… other code hosts, or none)
	@sh scripts/dist.sh

test: ## format, lints, tests, asset sizes and browser tests; installs what is missing
	@sh scripts/test.sh

test-variants: ## all browser tests in every way in which the page can be had (an hour)
	@sh scripts/test.sh variants

bench: ## benchmarks, natively and in Chromium, and asset sizes
	@sh scripts/bench.sh

audit: ## cargo deny over the crates, Lighthouse over the page; installs both; reports in target/audit/
	@sh scripts/audit.sh

fuzz: ## run each fuzz target for FUZZ_SECONDS (600)
	@sh scripts/fuzz.sh

catalogue-diff: ## where the embedded standards differ from a checkout of newer ones (FROM=…)
	@sh scripts/catalogue-diff.sh

sizes-accept: ## take the present asset sizes as the accepted ones
	@sh scripts/dist.sh
	@. scripts/common.sh && xtask sizes --accept

screenshots: ## pictures of all pages and states in target/screenshots/ (ROUTES='#/about' of these only)
	@sh scripts/screenshots.sh

clean: ## remove all that was built (installed tools stay)
	cargo clean
	rm -rf dist fuzz/target fuzz/work tests/browser/node_modules tests/audit/node_modules
