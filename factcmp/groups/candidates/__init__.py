"""Of a story's claims: candidate groups that may answer one question, and what silent articles say of it after all."""
