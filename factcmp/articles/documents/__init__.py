"""Articles out of files that hold them: Word, PDF, tables, front matter."""
