"""Fuzzing: what the fuzzer tries, the inputs that it left, and the test that keeps them."""
