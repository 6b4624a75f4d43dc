"""Articles out of pages: fetched, kept, listed by a feed."""
