"""Export: records written in the formats of other programs."""
