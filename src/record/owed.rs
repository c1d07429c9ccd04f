//! What is still owed for an outcome.
