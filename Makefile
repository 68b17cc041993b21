# Everything starts here; `make help` lists it. Set-up is part of every target and quick when done.
BUILD := build/release
JOBS := $(shell nproc)
.DEFAULT_GOAL := help
.PHONY: help setup build demo test check asan tsan coverage mutants fuzz bench bench-rivals package install wheel screenshots format clean
PREFIX := /usr/local

help:        ## list the targets
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*##/\1\t/' | expand -t 15

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

asan: setup  ## the tests under address and undefined-behaviour sanitizers (needs clang 16: the build that fuzz uses too)
	@command -v clang++-16 >/dev/null || { echo "asan: needs clang 16 (apt-get install clang-16 libclang-rt-16-dev)" >&2; exit 2; }
	@cmake --preset asan -Wno-dev >/dev/null && cmake --build --preset asan -j $(JOBS) && ctest --test-dir build/asan -j $(JOBS) --output-on-failure

tsan: setup  ## the threaded tests under the thread sanitizer
	@cmake --preset tsan -Wno-dev >/dev/null && cmake --build --preset tsan -j $(JOBS) --target dragoman_tests
	@TSAN_OPTIONS="suppressions=$(CURDIR)/tools/tsan.supp" build/tsan/dragoman_tests --gtest_filter='Property*:Ingest*:Posting*:Follow*:Serve*:StoreTest*' --gtest_brief=1

fuzz:        ## fuzz every target five minutes (needs clang 16; tools/fuzz.sh SECONDS TARGET… for more)
	@tools/fuzz.sh

coverage: setup ## lines of src/ that the tests run, by folder (needs gcovr)
	@JOBS=$(JOBS) tools/coverage.sh

mutants: build ## put a hundred small faults into the code and see whether the tests notice (an hour)
	@tools/mutate.py $(BUILD)

bench: setup ## the speed of reading, stage by stage, and its memory: STORIES=path for your own, APPEND=file to keep it
	@cmake --preset release -Wno-dev >/dev/null
	@cmake --build --preset release -j $(JOBS) --target dragoman dragoman_speed
	@bench/bench.py $(BUILD) $(STORIES) $(if $(APPEND),--append $(APPEND))

bench-rivals: setup ## the same texts read by dragoman and by others' programs: STORIES=file, GOLD=folder, APPEND=file
	@cmake --preset release -Wno-dev >/dev/null
	@cmake --build --preset release -j $(JOBS) --target dragoman dragoman_pages
	@bench/rivals.py $(BUILD) $(STORIES) $(if $(GOLD),--gold $(GOLD)) $(if $(APPEND),--append $(APPEND))

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
