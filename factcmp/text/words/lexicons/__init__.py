"""Number, time and measure words of the languages beside Arabic and English, one module each, loaded when needed.

`NUMBERS` are the forms below a thousand, `PHRASES` say which word of the rules (English, Arabic or a sign) each phrase
stands for: `>` `<` before a number, `≥` `≤` `≃` on either side, `scale`, `plural` ("dozens"), `rough` ("a dozen").
"""
