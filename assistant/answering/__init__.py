"""Answering: passages → whether to answer, and the answer composed of the documents' own parts."""
