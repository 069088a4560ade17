# Two commands are all a newcomer needs:  make demo  and  make test.
# The recipes are in scripts/, one a file; each says in one line what is missing.

.PHONY: help demo test build web lint bench instructions screenshots model

help:
	@echo "make demo         build clew, read the demo case, and open it in the browser"
	@echo "make test         everything: Rust, web, browser"
	@echo "make build        target/release/clew, with its screens"
	@echo "make lint         formatting and clippy"
	@echo "make bench        quality and speed, into bench/RESULTS.md"
	@echo "make instructions how much work fixed tasks take, beside bench/instructions.json"
	@echo "make model        train the language model anew (about an hour; needs the training sets)"
	@echo "make screenshots  the pictures of the README, from the demo case"

demo: build
	target/release/clew demo

build: web
	@scripts/need cargo
	cargo build --release --locked -p clew-cli

web:
	@scripts/web build

test:
	@scripts/test

lint:
	cargo fmt --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cd web && npx prettier --check .

bench: build
	@scripts/need python3
	cargo build --release --locked -p clew-language --example parse --example speed --example events
	cargo build --release --locked -p clew-analysis --example names
	cargo build --release --locked -p clew-engine --example grow
	python3 bench/run.py

instructions: build
	@scripts/need python3
	python3 bench/instructions.py

model:
	@scripts/model

screenshots: build
	cd web && npm run screenshots
