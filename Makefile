# Everything starts here; `make help` lists it. Set-up is part of every target and quick when done.
BUILD := build/release
JOBS := $(shell nproc)
.DEFAULT_GOAL := help
.PHONY: help setup build demo test check asan tsan fuzz package install wheel screenshots format clean
PREFIX := /usr/local

help:        ## list the targets
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*##/\1\t/' | expand -t 12

setup:       ## install what is missing (Debian 12)
	@tools/setup.sh

build: setup ## build the program in build/release
	@cmake --preset release -Wno-dev >/dev/null
	@cmake --build --preset release -j $(JOBS)

demo: setup  ## read examples/ into demo.duckdb and show what was found
	@cmake --preset release -Wno-dev >/dev/null
	@cmake --build --preset release -j $(JOBS) --target dragoman
	@tools/demo.sh $(BUILD)/dragoman

test: build  ## run every test
	@ctest --test-dir $(BUILD) -j $(JOBS) --output-on-failure

check: build ## lint, build, test: what a change must pass
	@tools/lint.sh
	@ctest --test-dir $(BUILD) -j $(JOBS) --output-on-failure

asan: setup  ## the tests under address and undefined-behaviour sanitizers
	@cmake --preset asan -Wno-dev >/dev/null && cmake --build --preset asan -j $(JOBS) && ctest --test-dir build/asan -j $(JOBS) --output-on-failure

tsan: setup  ## the threaded tests under the thread sanitizer
	@cmake --preset tsan -Wno-dev >/dev/null && cmake --build --preset tsan -j $(JOBS) && ctest --test-dir build/tsan -R 'Property|Ingest' --output-on-failure

fuzz:        ## fuzz every target five minutes (needs clang 16; tools/fuzz.sh SECONDS TARGET… for more)
	@tools/fuzz.sh

package: setup ## a Debian package and a tarball of a hardened build, in build/package
	@cmake --preset package -Wno-dev >/dev/null
	@cmake --build --preset package -j $(JOBS) --target dragoman dragoman_described
	@cd build/package && cpack -G "TGZ;DEB"

install: build ## install under PREFIX (/usr/local)
	@cmake --build --preset release --target dragoman_described
	@cmake --install $(BUILD) --prefix $(PREFIX)
wheel: build ## the Python package as a wheel, in build/wheel
	@tools/wheel.sh $(BUILD) build/wheel

screenshots: build ## the page in pictures, every view, in build/screenshots
	@tools/screenshots.sh $(BUILD)/dragoman

format:      ## format the C++ code (needs clang-format)
	@git ls-files '*.cpp' '*.h' | xargs clang-format -i

clean:       ## remove builds and the demo's store
	@rm -rf build demo.duckdb demo.duckdb.wal
