"""`python -m factcmp`."""

from factcmp.cli import main

if __name__ == "__main__":
    main()
