"""The boundary to the language model: nothing outside this package imports openai, instructor or a cache."""
