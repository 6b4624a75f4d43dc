"""`python -m factcmp`."""

from factcmp.cli.main import main

if __name__ == "__main__":
    main()
