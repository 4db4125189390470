"""Letters: templates, the values that they are given, the sandbox that renders them, and the samples they name."""
