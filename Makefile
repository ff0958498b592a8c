# A thin face over CMake. `make demo` and `make test` do everything, on a fresh Debian 12 too.

JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
PROGRAMS := --quired build/release/daemon/quired --quire build/release/client/cli/quire

.PHONY: all setup setup-test build demo test bench compare soak install uninstall deb clang asan tsan fuzz lint format clean

all: build

setup:
	tools/install-packages build

setup-test:
	tools/install-packages build test

build: setup
	cmake --preset release -DCMAKE_INSTALL_PREFIX=$(PREFIX)
	cmake --build --preset release --target product -j $(JOBS)

demo: build
	tools/demo build/release

# The fuzz targets, and all of index that they need, are built with clang and sanitizers. All else is by `make clang`, and the
# benchmarks by `make bench`: a whole run is to end within twenty minutes on two cores.
test: setup-test
	cmake --preset release
	cmake --build --preset release -j $(JOBS)
	cmake --preset fuzz
	cmake --build --preset fuzz --target fuzz_targets -j $(JOBS)
	ctest --preset fuzz -j $(JOBS)
	ctest --preset release -j $(JOBS)

bench: setup-test
	cmake --preset release
	cmake --build --preset release --target quire-bench quire-microbench -j $(JOBS)
	build/release/tests/bench/quire-microbench --benchmark_min_time=0.2
	build/release/tests/bench/quire-bench ingest --articles 20000 --rounds 1
	build/release/tests/bench/quire-bench latency
	build/release/tests/bench/quire-bench query

# Beside other programs that search, which are installed for it. See tests/compare/README.md.
compare: build
	tools/install-packages compare
	PYTHONPATH=tests/support python3 -B tests/compare/compare.py $(PROGRAMS)

# An hour, or SECONDS, of everything at once. See tests/soak/README.md.
SECONDS ?= 3600
soak: setup-test build
	PYTHONPATH=tests/support python3 -B tests/soak/soak.py $(PROGRAMS) --seconds $(SECONDS)

# To PREFIX, or to $(DESTDIR)$(PREFIX).
install: build
	DESTDIR="$(DESTDIR)" cmake --install build/release

# What the last install wrote, and the folders that are empty then.
uninstall:
	DESTDIR="$(DESTDIR)" cmake -P cmake/uninstall.cmake build/release/install_manifest.txt

# build/release/packages/*.deb
deb: build
	cd build/release && cpack -G DEB

clang asan tsan: setup-test
	cmake --preset $@
	cmake --build --preset $@ -j $(JOBS)
	ctest --preset $@ -j $(JOBS)

# A few seconds for each target.
fuzz: setup-test
	cmake --preset fuzz
	cmake --build --preset fuzz -j $(JOBS)
	ctest --preset fuzz

lint:
	python3 tests/lint/lint.py

format:
	git ls-files '*.h' '*.cc' | xargs clang-format -i

clean:
	rm -rf build
