"""Number, time and measure words of the languages beside Arabic and English, one module each, loaded when needed.

`NUMBERS` are the forms below a thousand. `PHRASES` has, a line a meaning, every way in which the language says it: an
English word of the rules ("today", "dollars"), one of `RuleWord` ("more than" before a number, "at least" and "at most"
on either side, "about after" behind it), or a part of a number with its value: `scale`, `plural` ("dozens"), `rough`
("a dozen"), `share` ("two thirds").
"""
