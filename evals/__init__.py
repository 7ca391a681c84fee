"""The eval suite: how well the product finds, decides, answers and resists, with numbers and every failure readable.

``python -m evals list | run | report | compare | bench``. An eval is a folder with ``task.py`` and ``cases.jsonl``.
"""
