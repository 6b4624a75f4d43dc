"""Of claims with figures of harm: the ledger's rows, related and graded by rule, and the range of each scope."""
