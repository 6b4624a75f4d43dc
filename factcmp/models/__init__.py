"""The domain's values: frozen, compared by value, and always valid.

Offsets are code points into `Article.text`, end exclusive. Everything here serialises to the JSON report,
whose schema is generated from these classes (docs/report.schema.json).
"""

from factcmp.models.articles import *
from factcmp.models.claims import *
from factcmp.models.findings import *
from factcmp.models.reports import *
from factcmp.models.story_facts import *
