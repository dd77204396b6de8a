# Everything a developer or a first visitor types. Servers use the `vidan` command itself: docs/operate/install.md.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install postgres demo test lint bench endurance

help: ## nói các lệnh có ở đây (this list)
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: ## cài vào .venv (libraries and the program, into .venv)
	@scripts/install run

postgres: ## cài thêm trình nối PostgreSQL (also the driver for PostgreSQL)
	@scripts/install postgres

demo: ## cài, nạp dữ liệu minh họa, mở máy chủ (install, load the demo commune, serve)
	@scripts/install run
	@.venv/bin/vidan demo $(ARGS)

test: ## cài đủ rồi chạy mọi phép thử (install what tests need, then run them all)
	@scripts/install test
	@scripts/system-packages
	@scripts/check

lint: ## chỉ soi mã: ruff, hợp đồng import, mypy (style, import contracts and types only)
	@scripts/install test
	@scripts/check lint

bench: ## đo tốc độ so với sàn (measure against the floor)
	@scripts/install test
	@.venv/bin/python bench/run.py $(ARGS)

endurance: ## giết, cắt điện, đầy đĩa, hỏng đĩa, chỉnh sai giờ; rồi soi lại tất cả (the crash programme)
	@scripts/install test
	@VIDAN_TEST_HOSTILE=100000 .venv/bin/python -m pytest -q tests/web/test_feedback_hostile.py
	@.venv/bin/python -m endurance.run $(ARGS)
