"""The guard beside other redaction tools."""
