"""A last look before a cassette is committed: whether it holds what must not be published."""

import re

_SECRETS = {
    "an API key": r"(?<![A-Za-z0-9_-])(?:sk|gsk|xai)-?[-_][A-Za-z0-9_-]{16,}",
    "a bearer token": r"(?i)\bbearer\s+(?=\S*\d)[A-Za-z0-9._~+/-]{8,}=*",
    "a header with credentials": r"(?i)(?<![\w-])(?:(?:proxy-)?authorization|(?:set-)?cookie"
    r"|(?:x-)?api[-_]key|x-goog-api-key|openai-(?:organization|project))"
    r"[\"']?\s*[:=]\s*(?:-\s+)?[\"']?[^\s\"']{6,}",
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}",
    "a Hugging Face token": r"\bhf_[A-Za-z0-9]{20,}",
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "a JSON web token": r"\beyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a URL with a password": r"(?i)\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@]*:[^\s/@]+@",
}


def find_secrets(text: str) -> tuple[str, ...]:
    """What looks like a key, token, cookie or password, by line; four characters of each are shown."""
    found = sorted(
        (match.start(), kind, match[0]) for kind, shape in _SECRETS.items() for match in re.finditer(shape, text)
    )
    return tuple(
        f"line {text.count(chr(10), 0, start) + 1}: {kind} of {len(secret)} characters, '{secret[:4]}…'"
        for start, kind, secret in found
    )
