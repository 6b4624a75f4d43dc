"""All commands with what each is for; help and version are told from here without importing any of them."""

EXIT_CODES = """\
Exit codes: 0 done, 1 failed, 2 usage, 3 done but incomplete (the report
says what is missing), 130 stopped."""
SECTIONS = {
    "Compare": {
        "read": ("previewing", "What is read of your files; asks nothing."),
        "report": ("comparing", "Compare articles and write the report: what to start with."),
        "add": ("comparing", "Further articles to a report: asks about them alone."),
        "remove": ("comparing", "A report without some of its articles; asks nothing."),
        "stories": ("stories", "A folder of many events: a report for each, and an index."),
        "extract": ("comparing", "Pass 1 alone: the claims of articles, as JSON."),
        "translate": ("comparing", "The report in another language, with the same findings."),
        "compare": ("comparing", "Pass 2 alone: from claims to the JSON report."),
    },
    "From a report": {
        "render": ("rendering", "A JSON report in another format."),
        "review": ("rendering", "Verdicts on findings: a sheet to fill in, and back."),
        "diff": ("rendering", "What changed between two JSON reports."),
        "aliases": ("rendering", "The alias table of a JSON report, to edit and use."),
    },
    "Check and measure": {
        "doctor": ("checking", "What would be used, and does it answer?"),
        "estimate": ("previewing", "What comparing articles would ask and cost; asks nothing."),
        "eval": ("measuring", "Score reports against labelled sets."),
        "bench-stance": ("measuring", "Measure on stance data."),
    },
    "For scripts and the shell": {
        "schema": ("rendering", "The JSON Schema of the written files."),
        "completion": ("checking", "Let the shell complete commands, options and files."),
    },
}
"""For each command the module in `commands/` that has it, as a function of its name, and its line in the help."""

COMMANDS = {name: command for section in SECTIONS.values() for name, command in section.items()}

_HELP = """\
Usage: factcmp [OPTIONS] COMMAND [ARGS]...

  Compares what several news articles claim about one event, each line tied
  to an article's words.

  Start with:  factcmp read my-articles/
  then:        factcmp report my-articles/ -o reports

  A model answers: set OPENAI_API_KEY for a hosted one, or --base-url for a
  server of your own. `factcmp doctor` says what would be used and whether it
  answers.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.
"""
_END = "`factcmp COMMAND --help` has the options and examples of each."


def help_text() -> str:
    """The help of the command as a whole."""
    sections = [
        "\n".join([f"{title}:", *(f"  {name:14}{told}" for name, (_, told) in commands.items()), ""])
        for title, commands in SECTIONS.items()
    ]
    return "\n".join([_HELP, *sections, f"  {_END}\n", *(f"  {line}" for line in EXIT_CODES.splitlines())]) + "\n"
