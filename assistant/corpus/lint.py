"""The corpus linter: ``assistant corpus check``, or ``python -m assistant.corpus.lint corpus [part-of-a-path]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.corpus.address_rules import Allowed, address_messages
from assistant.corpus.channels import read_channels
from assistant.corpus.coverage import coverage, format_coverage
from assistant.corpus.document import SECTIONS, Document, read_document
from assistant.corpus.document_rules import RULES, Subject
from assistant.corpus.error_code_rules import error_code_problems
from assistant.corpus.evidence import read_evidence
from assistant.corpus.next_rules import next_messages
from assistant.corpus.pair_rules import NEAR_DUPLICATE, language_messages, near_duplicates
from assistant.corpus.phrasing_rules import collisions, phrasing_messages
from assistant.corpus.problem import Problem
from assistant.corpus.skeleton import new_document
from assistant.corpus.words import read_words
from assistant.errors import CorpusError
from assistant.packaged import packaged

__all__ = ["Problem", "check_corpus", "coverage", "format_coverage", "new_document"]


def check_corpus(root: Path, today: date | None = None) -> list[Problem]:
    """Every problem of the corpus in ``root``, by path. Raises ``CorpusError`` only when there is no such folder."""
    if not root.is_dir():
        raise CorpusError(f"corpus folder {root} does not exist; set ASSISTANT_CORPUS to a folder with <lang>/<category>/*.md")
    found: list[Problem] = []
    documents: dict[str, Document] = {}
    for path in sorted(root.glob("*/*/*.md")):
        name = path.relative_to(root).as_posix()
        try:
            documents[name] = read_document(path)
        except CorpusError as error:
            found.append(Problem(name, "schema", str(error)))
    evidence, allowed = _data_files(root, found)
    words = {code: read_words(code, packaged("prompts")) for code in SECTIONS}
    slugs = frozenset(d.slug for d in documents.values())
    for name, document in documents.items():
        raw = (root / name).read_text(encoding="utf-8")
        subject = Subject(document, raw, words[document.head.language], slugs, evidence, today or date.today())
        found += _alone(name, subject, allowed)
    found += _between(documents)
    found += error_code_problems(root, slugs, words)
    return sorted(found)


def _alone(name: str, subject: Subject, allowed: Allowed) -> Iterator[Problem]:
    document = subject.document
    language, category, _ = name.split("/")
    if (document.head.language, document.head.category) != (language, category):
        yield Problem(name, "place", f"the head says {document.head.language}/{document.head.category}")
    for rule, check in RULES.items():
        for level, message in check(subject):
            yield Problem(name, rule, message, level)
    for message in address_messages(document, allowed):
        yield Problem(name, "address", message)
    for message in phrasing_messages(document):
        yield Problem(name, "phrasing", message)
    for message in next_messages(document):
        yield Problem(name, "next", message)


def _between(documents: dict[str, Document]) -> Iterator[Problem]:
    names: dict[str, str] = {}
    for name, document in documents.items():
        if names.setdefault(document.id, name) != name:
            yield Problem(name, "place", f"the same topic is also {names[document.id]}")
    everything = list(documents.values())
    for document, message in language_messages(everything):
        yield Problem(names[document.id], "languages", message)
    for document, message in collisions(everything):
        yield Problem(names[document.id], "collision", message)
    for one, share, other in near_duplicates(everything):
        message = f"{share:.0%} of the text is that of {names[other.id]}"
        yield Problem(names[one.id], "duplicate", message, "error" if share >= NEAR_DUPLICATE["error"] else "warning")


def _data_files(root: Path, found: list[Problem]) -> tuple[frozenset[str], Allowed]:
    """The known evidence items, and the addresses that documents may name; a file that is not there allows none."""
    evidence, allowed = frozenset[str](), Allowed()
    try:
        if (root / "evidence.yaml").is_file():
            evidence = read_evidence(root).ids
        if (root / "channels.yaml").is_file():
            channels = read_channels(root)
            allowed = Allowed(channels.allowed_hosts, channels.allowed_emails)
    except CorpusError as error:
        found.append(Problem("evidence.yaml" if "evidence.yaml" in str(error) else "channels.yaml", "schema", str(error)))
    return evidence, allowed


def _is_wanted(problem: Problem, options: argparse.Namespace) -> bool:
    if problem.rule in options.skip or (options.errors and problem.level == "warning"):
        return False
    return not options.only or any(part in problem.path for part in options.only)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the problems, the coverage and the counts; 1 when there is an error."""
    parser = argparse.ArgumentParser(prog="assistant corpus check", description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("only", nargs="*", help="show problems of paths that hold one of these")
    parser.add_argument("--errors", action="store_true", help="leave warnings out")
    parser.add_argument("--skip", action="append", default=[], metavar="RULE", help="leave a rule out")
    options = parser.parse_args(arguments)
    problems = [p for p in check_corpus(options.root) if _is_wanted(p, options)]
    errors = sum(p.level == "error" for p in problems)
    lines = [str(p) for p in problems]
    if not any(p.rule == "schema" for p in problems):
        lines += ["", format_coverage(coverage(options.root))]
    sys.stdout.write("\n".join([*lines, f"{errors} errors, {len(problems) - errors} warnings", ""]))
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
