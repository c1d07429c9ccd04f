# Two commands take a machine with only Rust, git, make and apt to the open window and to
# passing tests. What they install, and how, is in .ci/setup.

.PHONY: help run test torture package ci bench

help:
	@echo "make run    build the program and open its window"
	@echo "make test   run all tests, with the pictures of the screens"
	@echo "make torture  kill it while it signs, and sign with many hands, at length"
	@echo "make package  build the Debian package, install it in a fresh folder and try it there"
	@echo "make bench  measure what the aims are set for, beside other programs"
	@echo "make ci     everything that must hold before a change lands"

run:
	@.ci/setup window
	cargo build --profile quick --bin justified
	@.ci/setup open cargo run --quiet --profile quick --bin justified

# The contract with the tests: where JUSTIFIED_PICTURES is `require`, a test that needs a renderer
# (the snapshot pictures) or a virtual display (the real window under Xvfb) and finds none FAILS.
# Without the variable it may say that it was skipped, so that a bare `cargo test` passes on any
# desktop.
test:
	@.ci/setup tests
	JUSTIFIED_PICTURES=require .ci/test

# The same tests as in `make test`, forty times over: a thousand kills, thousands of statements of
# eight hands at once. It prints what was tried and what was lost, which is to be nothing.
torture:
	JUSTIFIED_TORTURE=40 cargo test -p justified-register killed -- --nocapture

# The package, from a release build: what is in it is listed in Cargo.toml. It is installed in a
# fresh folder, started, looked at and removed. On other systems see packaging/README.md.
package:
	@.ci/setup package
	cargo build --release --locked --bin justified
	JUSTIFIED_PACKAGE=require packaging/linux/test

# Every figure that there is an aim for, as a ratio, from one run: benches/README.md says how.
# The peers are built the first time, in minutes. JUSTIFIED_PEERS=no leaves them out,
# JUSTIFIED_PEERS=require fails where one is missing. BENCH="--largest 10000" leaves the register
# of 100,000 decisions out.
bench:
	@.ci/setup bench
	cargo bench --bench pathway
	cargo bench --bench table -- $(BENCH)

ci:
	@.ci/run
