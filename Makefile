# minsheng: see README.md. Every target works offline once the packages are there.
#
#   make            build .build/release/minsheng
#   make bulletin   render the newest shipped month and print the path of bulletin.pdf
#   make test       build and run every test; only=nightly, only=unit, only='pace/*': one of them
#   make check      the gates: format, warnings, lint, sanitizers, valgrind, coverage
#   make proof      what is long (minutes): only=kills for one; CI runs a sample of each
#   make bench      costs beside their floors, a table;  make bench-lines   how evenly lines are set
#   make fuzz       one of the proofs;  make province   another: 122 cities by GNU parallel and Slurm
#   make mutants    changes on purpose, one at a time: which do the tests see (an hour; only=layout)
#   make install    PREFIX=/usr/local DESTDIR= ROOT=/srv/minsheng

MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash
# make V=1 shows the commands.
Q := $(if $(V),,@)
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

build   ?= release
CC      := gcc
PREFIX  ?= /usr/local
ROOT    ?= /srv/minsheng
VERSION := 0.1.0

# The one list of Debian packages: to build and render, to test, to check, to prove.
BUILD_PACKAGES := pkg-config libhpdf-dev libharfbuzz-dev libdeflate-dev libxml2-dev libcjson-dev \
                  libicu-dev nettle-dev libpng-dev libzip-dev libxlsxwriter-dev fonts-noto-cjk \
                  fonts-noto-cjk-extra fonts-arphic-ukai fonts-linuxlibertine
TEST_PACKAGES  := libcriterion-dev poppler-utils qpdf python3 python3-openpyxl libxml2-utils mandoc zsh \
                  unicode-data
CHECK_PACKAGES := clang clang-format clang-tidy cppcheck valgrind libclang-rt-14-dev
# Folders that hosts share, for tests/proof/shared-folders, a judge of PDF/A, for tests/proof/pdfa, and a browser,
# for tests/proof/forms; make check runs a sample of each. tests/proof/workbooks is skipped, with a word, without
# libreoffice-calc-nogui, which is too large to ask for.
PROOF_PACKAGES := bindfs sshfs openssh-sftp-server exfat-fuse exfatprogs default-jre-headless libpdfbox2-java \
                  libfontbox2-java libcommons-logging-java libactivation-java libjaxb-api-java \
                  python3-fonttools librsvg2-bin chromium-headless-shell chromium-driver python3-selenium parallel
# Asked for by make proof alone: what tests/proof/province and tests/proof/arm64 need beside.
PROVINCE_PACKAGES := slurm-wlm munge
ARM64_PACKAGES    := gcc-aarch64-linux-gnu qemu-user
# The Fandol faces travel in this large TeX package; only its four font files are taken.
FANDOL_PACKAGE := texlive-lang-chinese
FANDOL_FACES   := FandolFang-Regular FandolKai-Regular FandolHei-Regular FandolSong-Bold

out := .build/$(build)
# Two compilers at a time, unless make was told how many; tests on all cores, or jobs=N.
compilers = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j2)
jobs      = $(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))

WARNINGS := -std=c17 -pedantic -Wall -Wextra -Wshadow -Wundef -Wformat=2 -Wvla -Wpointer-arith \
            -Wwrite-strings -Wstrict-prototypes -Wold-style-definition -Wmissing-prototypes \
            -Wredundant-decls -Wnull-dereference -Wconversion -Wsign-conversion \
            -Wdouble-promotion -Wswitch-enum -fno-common
WARNINGS_gcc   := -Wimplicit-fallthrough=5 -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
                  -Wjump-misses-init -Wcast-align=strict
WARNINGS_clang := -Wimplicit-fallthrough
compiler := $(if $(findstring clang,$(CC)),clang,gcc)

# As distributions harden what they ship; FORTIFY_SOURCE needs an optimiser, sanitizers mind for
# themselves. tests/lint/hardening looks at the binary.
HARDENED  := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack

FLAGS_release := -O2 -g $(HARDENED)
FLAGS_debug   := -O0 -g -Werror
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
                 -fno-omit-frame-pointer -DMINSHENG_ARENA_MALLOC
FLAGS_cov     := -O0 -g --coverage -Werror
FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
                 -DMINSHENG_ARENA_MALLOC
FLAGS_clang   := -O0 -Werror
$(if $(FLAGS_$(build)),,$(error build=$(build): expected release, debug, asan, cov, fuzz or clang))
# What is shipped is built elsewhere, by compilers that warn of more: only the gates pass -Werror here.
strict        :=

# name:least version. libharu has no .pc file; gen/paper/pdf/objects.c holds its version.
BUILD_VERSIONS := harfbuzz:4.0.0 harfbuzz-subset:4.0.0 libdeflate:1.14 libxml-2.0:2.9.0 \
                  icu-uc:67.1 libcjson:1.7.13 nettle:3.4 libpng:1.6.16 libzip:1.7.0 xlsxwriter:1.0
TEST_VERSIONS  := criterion:2.4.1
LIBRARIES := $(foreach one,$(BUILD_VERSIONS),$(firstword $(subst :, ,$(one))))
# Asked once a run and only where a compiler runs, so that a bare machine can still install.
pkg = $(eval pkg := $$(shell pkg-config --cflags $(LIBRARIES)))$(pkg)
lib = $(eval lib := $$(shell pkg-config --libs $(LIBRARIES)) -lhpdf -lm)$(lib)

CPPFLAGS = -Igen -D_GNU_SOURCE -DMINSHENG_VERSION='"$(VERSION)"' -DMINSHENG_PREFIX='"$(PREFIX)"'
CFLAGS   = $(WARNINGS) $(WARNINGS_$(compiler)) $(FLAGS_$(build)) $(strict)
LDFLAGS  = $(LDFLAGS_$(build))

sources    := $(sort $(filter-out gen/main.c,$(shell find gen -name '*.c')))
objects    := $(sources:%.c=$(out)/%.o)
unit_tests := $(sort $(shell find tests/unit -name '*.c') $(wildcard tests/kit/*.c))
test_objs  := $(unit_tests:%.c=$(out)/%.o)
bench_bins := $(patsubst tests/bench/%.c,$(out)/bench/%,$(wildcard tests/bench/*.c))
fuzz_bins  := $(patsubst tests/fuzz/%.c,$(out)/fuzz/%,$(wildcard tests/fuzz/*.c))

.PHONY: all bulletin test check proof bench bench-lines fuzz mutants coverage province install uninstall clean distclean format \
        build-packages test-packages check-packages binary unit bench-programs fuzz-programs

all: build-packages
	@$(MAKE) $(compilers) --no-print-directory binary

binary: $(out)/minsheng
unit: $(out)/unit-tests
bench-programs: $(bench_bins)
fuzz-programs: $(fuzz_bins)

build-packages:
	@.ci/packages $(BUILD_PACKAGES)
	@.ci/versions $(BUILD_VERSIONS)
	@.ci/fandol $(FANDOL_PACKAGE) $(FANDOL_FACES)
test-packages: build-packages
	@.ci/packages $(TEST_PACKAGES)
	@.ci/versions $(TEST_VERSIONS)
check-packages: test-packages
	@.ci/packages $(CHECK_PACKAGES) $(PROOF_PACKAGES)

$(out)/minsheng: $(objects) $(out)/gen/main.o
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(lib)
$(out)/unit-tests: $(objects) $(test_objs)
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(lib) -lcriterion
# The bare programs that the program is measured against share no code with it.
$(out)/bench/floor $(out)/bench/parse: $(out)/bench/%: $(out)/tests/bench/%.o
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(lib)
$(out)/bench/%: $(out)/tests/bench/%.o $(objects)
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(lib)
$(out)/fuzz/%: $(out)/tests/fuzz/%.o $(objects)
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(lib)
# What the flags say here is in every object.
$(out)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  $@" >&2
	$(Q)$(CC) $(CPPFLAGS) $(pkg) $(CFLAGS) -Itests -MMD -MP -c -o $@ $<
-include $(shell find $(out) -name '*.d' 2>/dev/null | sed 's/ /\\ /g')

# Exit status 3 means done, with things for a person to look at.
bulletin: all
	@$(out)/minsheng render "$$(ls input/submissions | sort | tail -n 1)" bulletin || [ $$? -eq 3 ]

test: test-packages
	@$(MAKE) $(compilers) --no-print-directory binary unit
	@tests/run "$(out)" "jobs=$(jobs)" "only=$(only)"

check: check-packages
	@tests/lint/gates

bench: test-packages
	@$(MAKE) $(compilers) --no-print-directory binary bench-programs
	@tests/bench/run "$(out)" $(only)

bench-lines: test-packages
	@$(MAKE) $(compilers) --no-print-directory unit
	@"$(out)/unit-tests" --filter 'evenness/*' --verbose 2>&1 | sed -n 's/.* \(....-..: [0-9]* full.*\)/\1/p'

proof: check-packages
	@.ci/packages $(PROVINCE_PACKAGES) $(ARM64_PACKAGES)
	@$(MAKE) $(compilers) --no-print-directory build=release binary
	@tests/proof/run $(only)

province: check-packages
	@.ci/packages $(PROVINCE_PACKAGES)
	@$(MAKE) $(compilers) --no-print-directory build=release binary
	@tests/proof/province $(only)

fuzz: check-packages
	@tests/proof/run fuzz

mutants: test-packages
	@tests/lint/mutants $(only)

coverage: check-packages
	@FULL=1 tests/lint/coverage -v

format: check-packages
	@tests/lint/format -i

# What is installed below PREFIX; ROOT, where input/ and output/ will stand, is only written into the
# systemd unit and the cron example.
to    = $(DESTDIR)$(PREFIX)
# man breaks a line of Chinese only where it is told that it may: behind its marks.
broken = sed -e 's/[，。；：、）]/&\\:/g'
named = sed -e 's|@PREFIX@|$(PREFIX)|g' -e 's|@ROOT@|$(ROOT)|g'
install: all
	install -D -m 755 "$(out)/minsheng" "$(to)/bin/minsheng"
	install -D -m 644 gen/deploy/minsheng.1 "$(to)/share/man/man1/minsheng.1"
	$(broken) gen/deploy/minsheng.zh_CN.1 | \
		install -D -m 644 /dev/stdin "$(to)/share/man/zh_CN/man1/minsheng.1"
	install -D -m 644 gen/deploy/minsheng.bash \
		"$(to)/share/bash-completion/completions/minsheng"
	install -D -m 644 gen/deploy/_minsheng "$(to)/share/zsh/site-functions/_minsheng"
	install -D -m 644 gen/deploy/minsheng.timer "$(to)/lib/systemd/system/minsheng.timer"
	$(named) gen/deploy/minsheng.service.in | \
		install -D -m 644 /dev/stdin "$(to)/lib/systemd/system/minsheng.service"
	$(named) gen/deploy/minsheng.cron.in | \
		install -D -m 644 /dev/stdin "$(to)/share/minsheng/minsheng.cron"
	for f in jobs worker with-parallel with-slurm; do \
		install -D -m 755 gen/deploy/province/$$f "$(to)/share/minsheng/province/$$f" || exit; done
	install -D -m 644 MESSAGES.md "$(to)/share/minsheng/MESSAGES.md"
	cd templates && find . -type f | while read -r f; do \
		install -D -m 644 "$$f" "$(to)/share/minsheng/templates/$$f" || exit; done

uninstall:
	rm -f "$(to)/bin/minsheng" "$(to)/share/man/man1/minsheng.1" \
		"$(to)/share/man/zh_CN/man1/minsheng.1" "$(to)/share/bash-completion/completions/minsheng" \
		"$(to)/share/zsh/site-functions/_minsheng" \
		"$(to)/lib/systemd/system/minsheng.service" "$(to)/lib/systemd/system/minsheng.timer"
	rm -rf "$(to)/share/minsheng"

clean:
	rm -rf .build/release .build/debug .build/asan .build/cov .build/fuzz .build/clang
distclean:
	rm -rf .build
