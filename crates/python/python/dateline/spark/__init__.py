"""dateline on Apache Spark, on as many machines as there are: reading, reprints, happenings.

No row that is read knows of another; where articles are held against each other, Spark groups and sorts rows and the same
code decides as on one machine. So partitions, their order and a worker that died change nothing in the result.
"""

from .happenings import happenings
from .reading import read, schema, table
from .reprints import reprints

__all__ = ["happenings", "read", "reprints", "schema", "table"]
