"""What looks like a secret, and what does not."""

import pytest
from odd_texts import ARABIC
from secret_scan import find_secrets


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("sk-proj-Ab1_" + "x" * 40, "API key"),
        ("Authorization: Bearer abc123def456", "bearer token"),
        ("authorization:\n- abcdefghij", "credentials"),
        ('"api-key": "0123456789abcdef"', "credentials"),
        ("set-cookie: session=abcdef", "credentials"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "AWS"),
        ("ghp_" + "a1" * 18, "GitHub"),
        ("hf_" + "a1" * 17, "Hugging Face"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl", "JSON web token"),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", "private key"),
        ("https://user:" + "hunter2@host.example/v1", "URL with a password"),
    ],
    ids=lambda value: value.split()[0][:12],
)
def test_a_planted_secret_is_found_and_not_shown(planted: str, kind: str) -> None:
    found = find_secrets(f"format: x\ntext: |-\n  {planted}\n")
    assert any(kind in finding and "line 3" in finding for finding in found)
    assert not any(planted[-8:] in finding for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "The bearer of bad news; a task-force-headquarters-building; risk-assessment-2024-report",
        "model: gpt-4o-2024-08-06\nid: chatcmpl-9xYz0123456789abcdefGH\nx-request-id: req_0123456789abcdef",
        "See https://example.org:8080/a@b and mail someone@example.org",
        ARABIC,
    ],
    ids=["prose", "response", "addresses", "Arabic"],
)
def test_ordinary_text_holds_no_secret(text: str) -> None:
    assert find_secrets(text) == ()
