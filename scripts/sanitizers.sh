# shellcheck shell=bash
# How sanitized programs behave: the first finding ends them, with a stack. Paths are quoted for the sanitizers, which
# would end them at a space.

export ASAN_OPTIONS="abort_on_error=0:detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
export LSAN_OPTIONS="suppressions=\"$ROOT/tests/sanitizers/lsan.supp\":print_suppressions=0"
export TSAN_OPTIONS="suppressions=\"$ROOT/tests/sanitizers/tsan.supp\":halt_on_error=1:second_deadlock_stack=1"
